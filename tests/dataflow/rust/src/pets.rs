use std::collections::HashMap;
use std::process::Command;

use axum::{Router, extract::Query, routing::get};

use crate::run::run;

struct Order {
    name: String,
    kind: String,
}

async fn fetch(value: String) -> String {
    value
}

async fn pets(Query(params): Query<HashMap<String, String>>) -> String {
    let name = params["name"].clone();
    run(&name);
    let ask = || Command::new("sh").arg("-c").arg(&name).status(); // finding
    ask();
    let order = Order { name: name.clone(), kind: "a".to_owned() };
    Command::new("sh").arg("-c").arg(&order.kind).status();
    Command::new("sh").arg("-c").arg(&order.name).status(); // finding
    let mut held = HashMap::new();
    held.insert("clean", "a".to_owned());
    held.insert("sent", name.clone());
    Command::new("sh").arg("-c").arg(&held["clean"]).status();
    Command::new("sh").arg("-c").arg(&held["sent"]).status(); // finding
    let mut later = name.clone();
    later = "a".to_owned();
    Command::new("sh").arg("-c").arg(&later).status();
    Command::new("sh").arg("-c").arg(html_escape::encode_text(&name)).status(); // finding
    let constant = if 1 > 2 { name.as_str() } else { "a" };
    Command::new("sh").arg("-c").arg(constant).status();
    if 1 > 2 {
        Command::new("sh").arg("-c").arg(&name).status();
    }
    let mut all = String::new();
    for part in name.split(',') {
        all.push_str(part);
    }
    Command::new("sh").arg("-c").arg(&all).status(); // finding
    let tried = match check(&name) {
        Ok(()) => name.clone(),
        Err(_) => "b".to_owned(),
    };
    Command::new("sh").arg("-c").arg(&tried).status(); // finding
    let value = fetch(name.clone()).await;
    Command::new("sh").arg("-c").arg(&value).status(); // finding
    let moved = name.clone();
    tokio::spawn(async move {
        Command::new("sh").arg("-c").arg(&moved).status(); // finding
    });
    if !["a", "b"].contains(&name.as_str()) {
        return String::new();
    }
    Command::new("sh").arg("-c").arg(&name).status();
    String::new()
}

pub fn routes() -> Router {
    Router::new().route("/pets", get(pets))
}
