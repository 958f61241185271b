use sqlx::{PgPool, Postgres, QueryBuilder, Row, Transaction};

use crate::visits::visits_model::{NewVisit, Visit};

const COLUMNS: &str = "id, owner_id, purpose, price, urgent, state, created_at";

pub struct VisitStore<'a> {
    pool: &'a PgPool,
}

impl<'a> VisitStore<'a> {
    pub fn new(pool: &'a PgPool) -> Self {
        Self { pool }
    }
// ----
    pub async fn list(&self, owner: i64, sort: &str, limit: i64, offset: i64) -> sqlx::Result<Vec<Visit>> {
        let order = match sort {
            "price" => "price",
            "purpose" => "purpose",
            _ => "created_at DESC",
        };
        let text = format!("SELECT {COLUMNS} FROM visits WHERE owner_id = $1 ORDER BY {order} LIMIT $2 OFFSET $3");
        sqlx::query_as::<_, Visit>(&text).bind(owner).bind(limit).bind(offset).fetch_all(self.pool).await
    }
// ----
    pub async fn by_id(&self, id: i64) -> sqlx::Result<Option<Visit>> {
        sqlx::query_as!(
            Visit,
            r#"SELECT id, owner_id, purpose, price, urgent, state, created_at FROM visits WHERE id = $1"#,
            id
        )
        .fetch_optional(self.pool)
        .await
    }
// ----
    pub async fn insert(&self, visit: &NewVisit) -> sqlx::Result<Visit> {
        let text = "INSERT INTO visits (owner_id, purpose, price, urgent) VALUES ($1, $2, $3, $4) RETURNING *";
        sqlx::query_as::<_, Visit>(text)
            .bind(visit.owner_id)
            .bind(&visit.purpose)
            .bind(visit.price)
            .bind(visit.urgent)
            .fetch_one(self.pool)
            .await
    }
// ----
    pub async fn update(&self, id: i64, purpose: &str, price: f64, urgent: bool) -> sqlx::Result<Visit> {
        sqlx::query_as::<_, Visit>(
            "UPDATE visits SET purpose = $2, price = $3, urgent = $4 WHERE id = $1 RETURNING *",
        )
        .bind(id)
        .bind(purpose)
        .bind(price)
        .bind(urgent)
        .fetch_one(self.pool)
        .await
    }
// ----
    pub async fn matching(&self, owner: i64, pattern: &str) -> sqlx::Result<Vec<Visit>> {
        let text = "SELECT ".to_owned() + COLUMNS + " FROM visits WHERE owner_id = $1 AND purpose ILIKE $2 LIMIT 50";
        sqlx::query_as::<_, Visit>(&text).bind(owner).bind(pattern).fetch_all(self.pool).await
    }
// ----
    pub async fn filtered(&self, owner: i64, state: Option<&str>, least: Option<f64>) -> sqlx::Result<Vec<i64>> {
        let mut builder: QueryBuilder<Postgres> = QueryBuilder::new("SELECT id FROM visits WHERE owner_id = ");
        builder.push_bind(owner);
        if let Some(state) = state {
            builder.push(" AND state = ").push_bind(state);
        }
        if let Some(least) = least {
            builder.push(" AND price >= ").push_bind(least);
        }
        let rows = builder.build().fetch_all(self.pool).await?;
        rows.iter().map(|row| row.try_get("id")).collect()
    }
// ----
    pub async fn begin(&self) -> sqlx::Result<Transaction<'static, Postgres>> {
        self.pool.begin().await
    }
// ----
}
