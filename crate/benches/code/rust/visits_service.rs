use chrono::{Duration, Utc};
use sqlx::PgPool;
use std::collections::BTreeMap;
use tracing::{info, warn};

use crate::error::ApiError;
use crate::visits::visits_helpers::{retry, slug};
use crate::visits::visits_model::{CreateVisit, NewVisit, UpdateVisit, Visit};
use crate::visits::visits_store::VisitStore;

const LARGEST_PRICE: f64 = 10_000.0;

pub struct VisitService<'a> {
    store: VisitStore<'a>,
}

impl<'a> VisitService<'a> {
    pub fn new(pool: &'a PgPool) -> Self {
        Self { store: VisitStore::new(pool) }
    }
// ----
    pub async fn list(&self, owner: i64, sort: &str, limit: i64, offset: i64) -> Result<Vec<Visit>, ApiError> {
        let visits = self.store.list(owner, sort, limit, offset).await?;
        Ok(visits)
    }
// ----
    pub async fn find(&self, id: i64, owner: i64) -> Result<Option<Visit>, ApiError> {
        let visit = match self.store.by_id(id).await {
            Ok(Some(visit)) => visit,
            Ok(None) => return Ok(None),
            Err(error) => {
                warn!(%error, id, "could not read the visit");
                return Err(error.into());
            }
        };
        Ok(if visit.owner_id == owner { Some(visit) } else { None })
    }
// ----
    pub async fn create(&self, owner: i64, body: CreateVisit) -> Result<Visit, ApiError> {
        if body.price > LARGEST_PRICE {
            return Err(ApiError::Invalid(vec![format!("price {} is above {LARGEST_PRICE}", body.price)]));
        }
        let days = if body.urgent { 1 } else { 14 };
        let visit = NewVisit {
            owner_id: owner,
            name: slug(&body.purpose),
            purpose: body.purpose.trim().to_owned(),
            price: body.price,
            urgent: body.urgent,
            expires: Utc::now() + Duration::days(days),
        };
        let created = retry(3, || self.store.insert(&visit)).await?;
        info!(id = created.id, "visit created");
        Ok(created)
    }
// ----
    pub async fn update(&self, visit: &Visit, changes: UpdateVisit) -> Result<Visit, ApiError> {
        let purpose = changes.purpose.unwrap_or_else(|| visit.purpose.clone());
        let price = changes.price.unwrap_or(visit.price);
        let urgent = changes.urgent.unwrap_or(visit.urgent);
        if price < 0.0 {
            return Err(ApiError::Invalid(vec!["price is negative".to_owned()]));
        }
        Ok(self.store.update(visit.id, &purpose, price, urgent).await?)
    }
// ----
    pub async fn remove(&self, id: i64) -> Result<bool, ApiError> {
        let mut transaction = self.store.begin().await?;
        sqlx::query("DELETE FROM visit_lines WHERE visit_id = $1").bind(id).execute(&mut *transaction).await?;
        let done = sqlx::query("DELETE FROM visits WHERE id = $1").bind(id).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(done.rows_affected() > 0)
    }
// ----
    pub async fn search(&self, owner: i64, word: &str) -> Result<Vec<Visit>, ApiError> {
        let pattern = format!("%{}%", word.replace(['%', '_'], ""));
        let mut visits = self.store.matching(owner, &pattern).await?;
        let score = |visit: &Visit| {
            let mut score = (visit.price / 100.0).min(5.0);
            if visit.purpose.starts_with(word) {
                score += 10.0;
            }
            if visit.urgent {
                score += 5.0;
            }
            score
        };
        visits.sort_by(|one, two| score(two).total_cmp(&score(one)));
        Ok(visits)
    }
// ----
    pub async fn totals(&self, owner: i64) -> Result<BTreeMap<String, f64>, ApiError> {
        let mut totals = BTreeMap::new();
        let mut offset = 0;
        loop {
            let visits = self.store.list(owner, "id", 100, offset).await?;
            for visit in &visits {
                *totals.entry(visit.created_at.format("%Y-%m").to_string()).or_default() += visit.price;
            }
            if visits.len() < 100 {
                return Ok(totals);
            }
            offset += 100;
        }
    }
// ----
}
