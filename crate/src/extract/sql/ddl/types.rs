//! Column types of every dialect to the families that rules speak of.

use crate::detect::Dialect;
use crate::extract::sql::cursor::Cursor;
use crate::extract::sql::scan::TokenKind;
use crate::facts::{ColumnType, TypeFamily};

/// Words that may stand behind the first one of a type.
const CONTINUED: &[&str] = &[
    "PRECISION",
    "VARYING",
    "UNSIGNED",
    "SIGNED",
    "ZEROFILL",
    "ARRAY",
    "LARGE",
    "OBJECT",
    "INT",
    "INTEGER",
    "BIGINT",
    "CHARACTER",
    "CHAR",
    "VARCHAR",
    "BIG",
    "RAW",
    "BYTE",
];

/// `INTERVAL DAY TO SECOND`
const SPANS: &[&str] = &["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "TO"];

/// The type here; empty where a column has none.
pub(super) fn column_type(cursor: &mut Cursor<'_>, dialect: Dialect) -> ColumnType {
    let start = cursor.start();
    let end = cursor.end();
    let untyped = super::column::begins_option(cursor) || cursor.is_done();
    let interval = cursor.is("INTERVAL");
    if untyped || cursor.name().is_none() {
        let place = cursor.source.place(end, end);
        return ColumnType { text: String::new(), place, family: TypeFamily::Other };
    }
    loop {
        let zone = cursor.eat(&["WITH", "TIME", "ZONE"])
            || cursor.eat(&["WITHOUT", "TIME", "ZONE"])
            || cursor.eat(&["WITH", "LOCAL", "TIME", "ZONE"]);
        let set = cursor.is("CHARACTER") && cursor.is_ahead(1, "SET");
        if zone {
            continue;
        }
        let spelled_out = interval && cursor.is_any(SPANS);
        // SQLite takes any words for a type.
        let any = dialect == Dialect::Sqlite
            && !set
            && !super::column::begins_option(cursor)
            && cursor.peek().is_some_and(|token| token.kind == TokenKind::Word);
        if spelled_out || any {
            cursor.skip();
            continue;
        }
        if (!set && cursor.is_any(CONTINUED)) || cursor.is_symbol(b'[') {
            let array = cursor.is_symbol(b'[');
            cursor.skip();
            while array && !cursor.is_done() && !cursor.eat_symbol(b']') {
                cursor.skip();
            }
        } else if cursor.group().is_none() {
            break;
        }
    }
    let place = cursor.place_from(start);
    let text = cursor.source.slice(start, cursor.end()).to_owned();
    let family = family(&text, dialect);
    ColumnType { text, place, family }
}

/// The family of a type as it is written.
pub(in crate::extract) fn family(text: &str, dialect: Dialect) -> TypeFamily {
    let lower = text.to_ascii_lowercase().replace(['"', '`', '[', ']'], " ");
    let (head, arguments) = lower.split_once('(').unwrap_or((&lower, ""));
    let mut words = head.split_whitespace();
    let first = words.next().unwrap_or_default();
    let first = first.rsplit('.').next().unwrap_or_default();
    if text.contains("[]") || lower.contains(" array") || is_sized_array(text, dialect) {
        return TypeFamily::Array;
    }
    if lower.starts_with("tinyint(1)") {
        return TypeFamily::Boolean;
    }
    named(first, &lower, arguments, dialect)
}

/// `integer[3]`, which in SQL Server would be a quoted name.
fn is_sized_array(text: &str, dialect: Dialect) -> bool {
    dialect == Dialect::PostgreSql && text.ends_with(']')
}

fn named(first: &str, lower: &str, arguments: &str, dialect: Dialect) -> TypeFamily {
    use TypeFamily as Family;
    match first {
        "bool" | "boolean" => Family::Boolean,
        "bit" => bits(arguments, dialect),
        "tinyint" | "int1" => Family::Integer { bits: 8 },
        "smallint" | "int2" | "smallserial" | "serial2" | "year" => Family::Integer { bits: 16 },
        "mediumint" | "int3" => Family::Integer { bits: 24 },
        // SQLite keeps every integer in as many bytes as it needs.
        "int" | "integer" if dialect == Dialect::Sqlite => Family::Integer { bits: 64 },
        "int" | "integer" | "int4" | "serial" | "serial4" => Family::Integer { bits: 32 },
        "bigint" | "int8" | "bigserial" | "serial8" | "long" | "unsigned" => Family::Integer { bits: 64 },
        "decimal" | "numeric" | "dec" | "number" | "fixed" => Family::Decimal,
        "float" | "float4" | "float8" | "real" | "double" | "binary_float" | "binary_double" => Family::Float,
        "money" | "smallmoney" => Family::Money,
        "date" if dialect == Dialect::Oracle => Family::Timestamp { zoned: false },
        "date" => Family::Date,
        "time" | "timetz" => Family::Time,
        "timestamptz" | "datetimeoffset" => Family::Timestamp { zoned: true },
        // MySQL keeps a TIMESTAMP in UTC and converts it by the session's zone.
        "timestamp" => {
            let zoned =
                dialect == Dialect::MySql || lower.contains("with time zone") || lower.contains("with local");
            Family::Timestamp { zoned }
        }
        "datetime" | "datetime2" | "smalldatetime" => Family::Timestamp { zoned: false },
        "uuid" | "uniqueidentifier" => Family::Uuid,
        "json" | "jsonb" => Family::Json,
        "enum" => Family::Enumeration,
        "blob" | "bytea" | "binary" | "varbinary" | "image" | "tinyblob" | "mediumblob" | "longblob"
        | "raw" | "rowversion" => Family::Binary,
        // Without a length, SQL Server takes one character.
        "varchar" | "nvarchar" if dialect == Dialect::SqlServer && arguments.is_empty() => {
            Family::Text { most: Some(1), fixed: false }
        }
        _ => text(first, lower, arguments),
    }
}

/// SQL Server's only boolean is a bit; elsewhere a bit is a string of bits.
fn bits(arguments: &str, dialect: Dialect) -> TypeFamily {
    let one = arguments.is_empty() || arguments.starts_with("1)");
    let boolean = one && matches!(dialect, Dialect::SqlServer | Dialect::MySql | Dialect::Generic);
    if boolean { TypeFamily::Boolean } else { TypeFamily::Binary }
}

fn text(first: &str, lower: &str, arguments: &str) -> TypeFamily {
    let length = arguments.trim_start().split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let length = length.parse::<u32>().ok();
    match first {
        "varchar" | "varchar2" | "nvarchar" | "nvarchar2" | "tinytext" => {
            TypeFamily::Text { most: length.or((first == "tinytext").then_some(255)), fixed: false }
        }
        "char" | "nchar" | "bpchar" | "character" | "national" => {
            let fixed = !lower.contains("varying") && !lower.contains("varchar");
            TypeFamily::Text { most: length.or(fixed.then_some(1)), fixed }
        }
        "text" | "clob" | "nclob" | "ntext" | "mediumtext" | "longtext" | "citext" | "string" => {
            TypeFamily::Text { most: None, fixed: false }
        }
        _ => TypeFamily::Other,
    }
}

/// The values between the parentheses: `enum('a', 'b')`.
pub(super) fn values(text: &str) -> Vec<String> {
    let list = text.split_once('(').map_or("", |(_, list)| list);
    list.split('\'').skip(1).step_by(2).take(1000).map(str::to_owned).collect()
}

/// Whether the type itself counts up: `serial`.
pub(super) fn counts(text: &str) -> bool {
    ["serial", "bigserial", "smallserial", "serial2", "serial4", "serial8"]
        .iter()
        .any(|serial| text.eq_ignore_ascii_case(serial))
}

/// A literal without its quotes and casts, for types in a default.
pub(super) fn is_sequence(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.starts_with("nextval")
        || lower.starts_with("next value for")
        || lower.starts_with("(next value for")
}

/// Whether a token can begin a name, which types do too.
pub(super) fn is_name(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Quoted | TokenKind::Placeholder)
}
