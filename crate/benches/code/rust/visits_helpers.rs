use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::visits::visits_model::Visit;

pub struct Page {
    pub limit: i64,
    pub offset: i64,
}
// ----
pub fn page(limit: Option<i64>, at: Option<i64>) -> Page {
    let limit = limit.unwrap_or(20).clamp(1, 100);
    let at = at.unwrap_or(1).max(1);
    Page { limit, offset: (at - 1) * limit }
}
// ----
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.to_lowercase().chars() {
        if char.is_ascii_alphanumeric() {
            out.push(char);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}
// ----
pub async fn retry<T, E, F, W>(times: u32, mut work: W) -> Result<T, E>
where
    F: Future<Output = Result<T, E>>,
    W: FnMut() -> F,
{
    let mut attempt = 0;
    loop {
        match work().await {
            Ok(value) => return Ok(value),
            Err(error) if attempt + 1 >= times => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(100 << attempt)).await,
        }
        attempt += 1;
    }
}
// ----
pub fn csv_line(visit: &Visit) -> String {
    let purpose = visit.purpose.replace('"', "\"\"");
    format!("{},\"{purpose}\",{:.2}\n", visit.id, visit.price)
}
// ----
pub async fn visit_file(name: &str) -> std::io::Result<Vec<u8>> {
    let folder = std::env::var("VISIT_FILES").map_or_else(|_| PathBuf::from("files"), PathBuf::from);
    let own = Path::new(name).file_name().ok_or(std::io::ErrorKind::InvalidInput)?;
    let full = folder.join(own).canonicalize()?;
    if !full.starts_with(folder.canonicalize()?) {
        return Err(std::io::ErrorKind::PermissionDenied.into());
    }
    tokio::fs::read(full).await
}
// ----
pub fn etag(value: &impl serde::Serialize) -> serde_json::Result<String> {
    let text = serde_json::to_vec(value)?;
    let mut hasher = Sha256::new();
    hasher.update(&text);
    Ok(format!("\"{:x}\"", hasher.finalize()))
}
// ----
pub async fn notify_visit(base: &str, visit: &Visit) -> reqwest::Result<bool> {
    let client = reqwest::Client::builder().timeout(Duration::from_secs(2)).build()?;
    let body = serde_json::json!({ "id": visit.id, "purpose": visit.purpose });
    let response = client.post(format!("{base}/hooks/visits")).json(&body).send().await?;
    Ok(response.status().is_success())
}
// ----
pub fn group_by<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> BTreeMap<K, Vec<T>> {
    let mut groups = BTreeMap::new();
    for item in items {
        groups.entry(key(&item)).or_insert_with(Vec::new).push(item);
    }
    groups
}
