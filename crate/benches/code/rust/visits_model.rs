use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use validator::Validate;
// ----
#[derive(Clone, Debug, Serialize, sqlx::FromRow)]
pub struct Visit {
    pub id: i64,
    #[serde(skip_serializing)]
    pub owner_id: i64,
    pub purpose: String,
    pub price: f64,
    pub urgent: bool,
    pub state: String,
    pub created_at: DateTime<Utc>,
}
// ----
#[derive(Clone, Debug)]
pub struct NewVisit {
    pub owner_id: i64,
    pub name: String,
    pub purpose: String,
    pub price: f64,
    pub urgent: bool,
    pub expires: DateTime<Utc>,
}
// ----
#[derive(Clone, Debug, Deserialize, Validate)]
pub struct CreateVisit {
    #[validate(length(min = 1, max = 200))]
    pub purpose: String,
    #[validate(range(min = 0.0))]
    pub price: f64,
    #[serde(default)]
    pub urgent: bool,
}

impl CreateVisit {
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if self.purpose.trim().is_empty() {
            problems.push("purpose must not be blank".to_owned());
        }
        if self.purpose.chars().count() > 200 {
            problems.push(format!("purpose has {} characters", self.purpose.chars().count()));
        }
        if self.price < 0.0 || !self.price.is_finite() {
            problems.push("price must be a number from 0".to_owned());
        }
        problems
    }
}
// ----
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateVisit {
    pub purpose: Option<String>,
    pub price: Option<f64>,
    pub urgent: Option<bool>,
}
// ----
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitState {
    Open,
    Closed,
    Archived,
}

impl VisitState {
    pub fn named(text: &str) -> Option<Self> {
        Some(match text {
            "open" => Self::Open,
            "closed" => Self::Closed,
            "archived" => Self::Archived,
            _ => return None,
        })
    }

    pub fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::Archived)
    }
}
// ----
impl fmt::Display for Visit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "visit {}, {}", self.id, self.purpose)?;
        if self.urgent {
            out.write_str(", urgent")?;
        }
        if self.price > 0.0 {
            write!(out, ", for {:.2}", self.price)?;
        }
        Ok(())
    }
}
