//! One plausible value for a field: what the document gives, else by format, type and name.

use crate::facts::{Column, Schema, SchemaType, Table, TypeFamily};

/// As JSON.
pub(super) fn scalar(schema: &Schema, name: &str) -> String {
    if let Some(given) = &schema.sample {
        let is_text = schema.types == [SchemaType::String] && &**given != "null";
        return if is_text && !given.starts_with('"') { quoted(given) } else { given.to_string() };
    }
    match schema.types.iter().find(|type_| **type_ != SchemaType::Null) {
        Some(SchemaType::Integer) => "1".to_owned(),
        Some(SchemaType::Number) => "12.5".to_owned(),
        Some(SchemaType::Boolean) => "true".to_owned(),
        None if schema.is(SchemaType::Null) => "null".to_owned(),
        _ => {
            let text = schema.format.as_deref().and_then(by_format).unwrap_or_else(|| by_name(name));
            let most = schema.max_length.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
            quoted(&text.chars().take(most).collect::<String>())
        }
    }
}

/// A JSON string.
pub(super) fn quoted(text: &str) -> String {
    let mut json = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            c if c.is_control() => json.push(' '),
            c => json.push(c),
        }
    }
    json.push('"');
    json
}

/// A body with the columns of a table that a caller could set; `None` where there is none.
pub(super) fn row(table: &Table) -> Option<String> {
    let fields: Vec<String> = table
        .columns
        .iter()
        .filter(|column| is_set_by_callers(table, column))
        .take(12)
        .map(|column| format!("  {}: {}", quoted(&column.name), of_column(column)))
        .collect();
    (!fields.is_empty()).then(|| format!("{{\n{}\n}}", fields.join(",\n")))
}

fn is_set_by_callers(table: &Table, column: &Column) -> bool {
    let name = column.name.to_lowercase();
    let is_key = table.primary_key.as_ref().is_some_and(|key| key.columns == [column.name.clone()]);
    !(column.generated
        || (is_key && column.default.is_some())
        || (is_key && matches!(column.type_.family, TypeFamily::Integer { .. } | TypeFamily::Uuid))
        || name.ends_with("_at")
        || name.contains("hash")
        || name == "last_update")
}

fn of_column(column: &Column) -> String {
    match column.type_.family {
        TypeFamily::Integer { .. } => "1".to_owned(),
        TypeFamily::Decimal | TypeFamily::Float | TypeFamily::Money => "12.5".to_owned(),
        TypeFamily::Boolean => "true".to_owned(),
        TypeFamily::Date => quoted("2026-01-15"),
        TypeFamily::Time => quoted("09:30:00"),
        TypeFamily::Timestamp { .. } => quoted("2026-01-15T09:30:00Z"),
        TypeFamily::Uuid => quoted(UUID),
        TypeFamily::Json => "{}".to_owned(),
        TypeFamily::Array => "[]".to_owned(),
        TypeFamily::Binary => quoted("aGVsbG8="),
        TypeFamily::Text { most, .. } => {
            let most = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
            quoted(&by_name(&column.name).chars().take(most).collect::<String>())
        }
        TypeFamily::Enumeration | TypeFamily::Other => quoted("value"),
    }
}

const UUID: &str = "3f2c8a1e-5b7d-4c9a-8e21-6d0f4b9a7c35";

fn by_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "2026-01-15T09:30:00Z",
        "date" => "2026-01-15",
        "time" => "09:30:00Z",
        "duration" => "PT15M",
        "uuid" => UUID,
        "email" | "idn-email" => "ana@example.com",
        "uri" | "url" | "iri" | "uri-reference" | "uri-template" => "https://example.com/resource",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.10",
        "ipv6" => "2001:db8::10",
        "byte" => "aGVsbG8=",
        "password" => "a long passphrase",
        "decimal" => "12.50",
        _ => return None,
    })
}

fn by_name(name: &str) -> &'static str {
    let name = name.to_lowercase();
    let is = |part: &str| name.contains(part);
    if is("email") {
        "ana@example.com"
    } else if is("password") {
        "a long passphrase"
    } else if is("url") || is("uri") || is("href") {
        "https://example.com/resource"
    } else if name.ends_with("_at") || is("timestamp") {
        "2026-01-15T09:30:00Z"
    } else if name.ends_with("date") {
        "2026-01-15"
    } else if is("phone") {
        "+1 555 0100"
    } else if is("currency") {
        "EUR"
    } else if is("country") {
        "PT"
    } else if is("name") {
        "Ana"
    } else {
        "text"
    }
}
