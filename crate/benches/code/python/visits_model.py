from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, Field, field_validator
from sqlalchemy import Boolean, DateTime, ForeignKey, Index, Numeric, String, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base
# ----
class Visit(Base):
    __tablename__ = "visits"
    __table_args__ = (Index("visits_by_owner", "owner_id", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False)
    purpose: Mapped[str] = mapped_column(String(200), nullable=False)
    price: Mapped[Decimal] = mapped_column(Numeric(12, 2), nullable=False)
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[str] = mapped_column(String(20), default="open")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    lines: Mapped[list["VisitLine"]] = relationship(back_populates="visit", cascade="all, delete-orphan")

    def __repr__(self):
        return f"<Visit {self.id} {self.purpose!r}>"
# ----
class VisitLine(Base):
    __tablename__ = "visit_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    amount: Mapped[int]
    remark: Mapped[str | None] = mapped_column(String(1000))
    visit: Mapped[Visit] = relationship(back_populates="lines")
# ----
class VisitIn(BaseModel):
    purpose: str = Field(min_length=1, max_length=200)
    price: Decimal = Field(ge=0)
    urgent: bool = False

    @field_validator("purpose")
    @classmethod
    def not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("purpose must not be blank")
        return value
# ----
class VisitPatch(BaseModel):
    purpose: str | None = None
    price: Decimal | None = None
    urgent: bool | None = None
    state: str | None = Field(None, pattern="^(open|closed|archived)$")
# ----
class VisitOut(BaseModel):
    model_config = {"from_attributes": True}

    id: int
    purpose: str
    price: Decimal
    state: str
    created_at: datetime
# ----
STATES = ("open", "closed", "archived")


def is_final(state: str) -> bool:
    return state in STATES[1:]
# ----
def describe(visit: Visit) -> str:
    parts = [f"visit {visit.id}", visit.purpose]
    if visit.urgent:
        parts.append("urgent")
    if visit.price > 0:
        parts.append("for %.2f" % visit.price)
    return ", ".join(parts)
