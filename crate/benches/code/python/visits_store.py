from sqlalchemy import delete, func, select, text

from app.visits.visits_model import Visit, VisitLine

COLUMNS = "id, owner_id, purpose, price, urgent, state, created_at"
SORTABLE = {"id": Visit.id, "price": Visit.price, "created_at": Visit.created_at.desc()}


class VisitStore:
    def __init__(self, session):
        self.session = session
# ----
    async def list(self, owner, column, limit, offset):
        order = SORTABLE.get(column, Visit.id)
        statement = select(Visit).where(Visit.owner_id == owner).order_by(order).limit(limit).offset(offset)
        result = await self.session.execute(statement)
        return result.scalars().all()
# ----
    async def by_id(self, visit_id):
        return await self.session.get(Visit, visit_id)
# ----
    async def add(self, visit):
        self.session.add(visit)
        await self.session.flush()
        return visit
# ----
    async def matching(self, owner, pattern):
        statement = text(
            f"SELECT {COLUMNS} FROM visits "
            "WHERE owner_id = :owner AND purpose ILIKE :pattern "
            "ORDER BY created_at DESC LIMIT 50"
        )
        result = await self.session.execute(statement, {"owner": owner, "pattern": pattern})
        return result.mappings().all()
# ----
    async def remove_lines(self, visit_id):
        await self.session.execute(delete(VisitLine).where(VisitLine.visit_id == visit_id))
# ----
    async def sums(self, owner):
        month = func.date_trunc("month", Visit.created_at)
        statement = (
            select(month, func.sum(Visit.price), func.count())
            .where(Visit.owner_id == owner, Visit.state != "archived")
            .group_by(month)
            .order_by(month)
        )
        rows = (await self.session.execute(statement)).all()
        return [{"month": row[0].isoformat(), "sum": float(row[1]), "count": row[2]} for row in rows]
# ----
    async def lines_of(self, visits):
        ids = [visit.id for visit in visits]
        if not ids:
            return {}
        result = await self.session.execute(select(VisitLine).where(VisitLine.visit_id.in_(ids)))
        lines = {}
        for line in result.scalars():
            lines.setdefault(line.visit_id, []).append(line)
        return lines
