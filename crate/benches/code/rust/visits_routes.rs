use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::auth::{Admin, CurrentUser};
use crate::error::ApiError;
use crate::state::AppState;
use crate::visits::visits_helpers::{Page, csv_line, page};
use crate::visits::visits_model::{CreateVisit, UpdateVisit, Visit};
use crate::visits::visits_service::VisitService;

pub fn visits_router() -> Router<AppState> {
    Router::new()
        .route("/visits", get(list_visits).post(create_visit))
        .route("/visits/search", get(search_visits))
        .route("/visits/:id", get(get_visit).patch(update_visit).delete(remove_visit))
        .route("/visits/:id/export", post(export_visit))
}

#[derive(Debug, Deserialize)]
pub struct ListQuery {
    sort: Option<String>,
    limit: Option<i64>,
    page: Option<i64>,
}
// ----
pub async fn list_visits(
    State(state): State<AppState>,
    user: CurrentUser,
    Query(query): Query<ListQuery>,
) -> Result<Json<Vec<Visit>>, ApiError> {
    let Page { limit, offset } = page(query.limit, query.page);
    let sort = match query.sort.as_deref() {
        Some("price") => "price",
        Some("purpose") => "purpose",
        _ => "created_at",
    };
    let visits = VisitService::new(&state.pool).list(user.id, sort, limit, offset).await?;
    Ok(Json(visits))
}
// ----
pub async fn get_visit(
    State(state): State<AppState>,
    user: CurrentUser,
    Path(id): Path<i64>,
) -> Result<Json<Visit>, ApiError> {
    let visit = VisitService::new(&state.pool).find(id, user.id).await?;
    visit.map(Json).ok_or_else(|| ApiError::NotFound(format!("no visit {id}")))
}
// ----
pub async fn create_visit(
    State(state): State<AppState>,
    user: CurrentUser,
    Json(body): Json<CreateVisit>,
) -> Result<Response, ApiError> {
    let problems = body.problems();
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    let visit = VisitService::new(&state.pool).create(user.id, body).await?;
    let location = format!("/visits/{}", visit.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(visit)).into_response())
}
// ----
pub async fn update_visit(
    State(state): State<AppState>,
    user: CurrentUser,
    Path(id): Path<i64>,
    Json(changes): Json<UpdateVisit>,
) -> Result<Json<Visit>, ApiError> {
    let service = VisitService::new(&state.pool);
    let Some(visit) = service.find(id, user.id).await? else {
        return Err(ApiError::NotFound(format!("no visit {id}")));
    };
    if visit.state == "closed" {
        return Err(ApiError::Conflict("closed visits cannot be changed".to_string()));
    }
    let changed = service.update(&visit, changes).await?;
    Ok(Json(changed))
}
// ----
pub async fn remove_visit(
    State(state): State<AppState>,
    _admin: Admin,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    let removed = VisitService::new(&state.pool).remove(id).await?;
    Ok(if removed { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND })
}
// ----
pub async fn search_visits(
    State(state): State<AppState>,
    user: CurrentUser,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Json<Vec<Visit>>, ApiError> {
    let service = VisitService::new(&state.pool);
    let text = query.get("q").cloned().unwrap_or_default();
    let mut results = BTreeMap::new();
    for word in text.split_whitespace().filter(|word| word.len() > 1).take(5) {
        for visit in service.search(user.id, word).await? {
            results.entry(visit.id).or_insert(visit);
        }
    }
    Ok(Json(results.into_values().collect()))
}
// ----
pub async fn export_visit(
    State(state): State<AppState>,
    user: CurrentUser,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("*/*");
    let visit = VisitService::new(&state.pool).find(id, user.id).await?;
    let visit = visit.ok_or_else(|| ApiError::NotFound(format!("no visit {id}")))?;
    if accepts.contains("text/csv") {
        let name = format!("attachment; filename=\"visit-{}.csv\"", visit.id);
        return Ok(([(header::CONTENT_DISPOSITION, name)], csv_line(&visit)).into_response());
    }
    Ok(Json(visit).into_response())
}
