from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth import current_user, require_admin
from app.database import get_session
from app.visits import visits_helpers as helpers
from app.visits.visits_model import VisitIn, VisitOut, VisitPatch
from app.visits.visits_service import VisitService

router = APIRouter(prefix="/visits", tags=["visits"])
# ----
@router.get("", response_model=list[VisitOut])
async def list_visits(
    limit: int = Query(20, le=100),
    offset: int = 0,
    sort: str = "created_at",
    user=Depends(current_user),
    session: AsyncSession = Depends(get_session),
):
    service = VisitService(session)
    column = {"price": "price", "purpose": "purpose"}.get(sort, "created_at")
    found = await service.list(user.id, column, limit, offset)
    return [VisitOut.model_validate(visit) for visit in found]
# ----
@router.get("/{visit_id}", response_model=VisitOut)
async def get_visit(visit_id: int, user=Depends(current_user), session: AsyncSession = Depends(get_session)):
    visit = await VisitService(session).find(visit_id, user.id)
    if visit is None:
        raise HTTPException(status_code=404, detail=f"no visit {visit_id}")
    return visit
# ----
@router.post("", status_code=201, response_model=VisitOut)
async def create_visit(
    body: VisitIn,
    response: Response,
    user=Depends(current_user),
    session: AsyncSession = Depends(get_session),
):
    try:
        visit = await VisitService(session).create(body, user.id)
    except ValueError as error:
        raise HTTPException(status_code=422, detail=str(error)) from error
    response.headers["Location"] = f"/visits/{visit.id}"
    return visit
# ----
@router.patch("/{visit_id}")
async def update_visit(
    visit_id: int,
    body: VisitPatch,
    user=Depends(current_user),
    session: AsyncSession = Depends(get_session),
):
    service = VisitService(session)
    visit = await service.find(visit_id, user.id)
    if visit is None:
        raise HTTPException(status_code=404)
    if visit.state == "closed":
        raise HTTPException(status_code=409, detail="closed visits cannot be changed")
    changes = body.model_dump(exclude_unset=True)
    for name, value in changes.items():
        if name in ("purpose", "price", "urgent"):
            setattr(visit, name, value)
    await session.commit()
    return visit
# ----
@router.delete("/{visit_id}", status_code=204, dependencies=[Depends(require_admin)])
async def delete_visit(visit_id: int, session: AsyncSession = Depends(get_session)):
    removed = await VisitService(session).remove(visit_id)
    if not removed:
        raise HTTPException(status_code=404)
# ----
@router.get("/search/by-words")
async def search_visits(request: Request, user=Depends(current_user), session: AsyncSession = Depends(get_session)):
    text = request.query_params.get("q", "")
    words = [word for word in text.strip().split() if len(word) > 1]
    service = VisitService(session)
    results = {}
    for word in words[:5]:
        for row in await service.search(word, user.id):
            results[row.id] = row
    return sorted(results.values(), key=lambda row: row.price, reverse=True)
# ----
@router.get("/{visit_id}/export")
async def export_visit(
    visit_id: int,
    kind: str = "json",
    user=Depends(current_user),
    session: AsyncSession = Depends(get_session),
):
    visit = await VisitService(session).find(visit_id, user.id)
    if visit is None:
        raise HTTPException(status_code=404)
    if kind == "csv":
        line = helpers.csv_line([visit.id, visit.purpose, visit.price])
        headers = {"Content-Disposition": f'attachment; filename="visit-{visit.id}.csv"'}
        return Response(content=line, media_type="text/csv", headers=headers)
    return {"id": visit.id, "purpose": visit.purpose, "price": float(visit.price)}
