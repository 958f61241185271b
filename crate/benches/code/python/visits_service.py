import logging
from datetime import datetime, timedelta

from app.visits.visits_helpers import cached, retry, slug
from app.visits.visits_model import Visit, VisitIn
from app.visits.visits_store import VisitStore

logger = logging.getLogger(__name__)
LARGEST_PRICE = 10_000


class VisitService:
    def __init__(self, session):
        self.session = session
        self.store = VisitStore(session)
        self.recent = {}
# ----
    async def list(self, owner, column, limit, offset):
        rows = await self.store.list(owner, column, limit, offset)
        self.recent.update({row.id: row for row in rows})
        return rows
# ----
    async def find(self, visit_id, owner):
        known = self.recent.get(visit_id)
        if known is not None and known.owner_id == owner:
            return known
        visit = await self.store.by_id(visit_id)
        if visit is None or visit.owner_id != owner:
            return None
        self.recent[visit_id] = visit
        return visit
# ----
    async def create(self, body: VisitIn, owner: int) -> Visit:
        if body.price > LARGEST_PRICE:
            raise ValueError(f"price {body.price} is above {LARGEST_PRICE}")
        days = 1 if body.urgent else 14
        expires = datetime.utcnow() + timedelta(days=days)
        visit = Visit(
            owner_id=owner,
            purpose=body.purpose.strip(),
            price=body.price,
            urgent=body.urgent,
            name=slug(body.purpose),
            expires=expires,
        )
        await retry(3, self.store.add, visit)
        logger.info("visit %s created", visit.id)
        return visit
# ----
    async def remove(self, visit_id):
        visit = await self.store.by_id(visit_id)
        if visit is None:
            return False
        async with self.session.begin_nested():
            await self.store.remove_lines(visit_id)
            await self.session.delete(visit)
        self.recent.pop(visit_id, None)
        return True
# ----
    async def search(self, word, owner):
        pattern = "%" + word.replace("%", "").replace("_", "") + "%"
        rows = await self.store.matching(owner, pattern)
        scored = []
        for row in rows:
            score = 0
            if row.purpose.startswith(word):
                score += 10
            if row.urgent:
                score += 5
            score += min(row.price / 100, 5)
            scored.append((score, row))
        scored.sort(key=lambda pair: pair[0], reverse=True)
        return [row for _, row in scored]
# ----
    @cached(seconds=60)
    async def totals(self, owner):
        totals = {}
        offset = 0
        while True:
            rows = await self.store.list(owner, "id", 100, offset)
            for row in rows:
                month = row.created_at.strftime("%Y-%m")
                totals[month] = totals.get(month, 0) + row.price
            if len(rows) < 100:
                break
            offset += len(rows)
        return totals
# ----
    async def close_all(self, ids, owner):
        closed = []
        for visit_id in ids:
            visit = await self.find(visit_id, owner)
            if visit and visit.state == "open":
                visit.state = "closed"
                closed.append(visit.id)
        await self.session.commit()
        return closed
