//! The column types that Prisma makes of its own, by database.

use crate::detect::Dialect;

/// The type of a column in SQL: what `@db.` says, or what Prisma takes for its type.
pub(super) fn sql_type(prisma: &str, native: Option<(&str, &str)>, list: bool, dialect: Dialect) -> String {
    let one = match native {
        Some((name, arguments)) => native_type(name, arguments),
        None => usual(prisma, dialect).map_or_else(|| prisma.to_owned(), str::to_owned),
    };
    if list { format!("{one}[]") } else { one }
}

/// `db.VarChar(255)`, `db.Timestamptz(6)`
fn native_type(name: &str, arguments: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let own = match lower.as_str() {
        "doubleprecision" => "double precision",
        "unsignedint" => "int unsigned",
        "unsignedbigint" => "bigint unsigned",
        "unsignedsmallint" => "smallint unsigned",
        "unsignedmediumint" => "mediumint unsigned",
        "unsignedtinyint" => "tinyint unsigned",
        "integer" => "integer",
        other => other,
    };
    let arguments = arguments.split(',').map(str::trim).collect::<Vec<_>>().join(", ");
    if arguments.is_empty() { own.to_owned() } else { format!("{own}({arguments})") }
}

fn usual(prisma: &str, dialect: Dialect) -> Option<&'static str> {
    use Dialect::{MySql, Oracle, PostgreSql, SqlServer, Sqlite};
    Some(match (prisma, dialect) {
        ("String", MySql) => "varchar(191)",
        ("String", SqlServer) => "nvarchar(1000)",
        ("String", _) => "text",
        ("Boolean", MySql) => "tinyint(1)",
        ("Boolean", SqlServer) => "bit",
        ("Boolean", _) => "boolean",
        ("Int", SqlServer | MySql) => "int",
        ("Int", _) => "integer",
        ("BigInt", _) => "bigint",
        ("Float", PostgreSql) => "double precision",
        ("Float", MySql) => "double",
        ("Float", SqlServer) => "float",
        ("Float", _) => "real",
        ("Decimal", PostgreSql | MySql) => "decimal(65,30)",
        ("Decimal", SqlServer) => "decimal(32,16)",
        ("Decimal", _) => "decimal",
        ("DateTime", PostgreSql) => "timestamp(3)",
        ("DateTime", MySql) => "datetime(3)",
        ("DateTime", SqlServer) => "datetime2",
        ("DateTime", _) => "datetime",
        ("Json", PostgreSql) => "jsonb",
        ("Json", MySql | Sqlite | Oracle | Dialect::Generic) => "json",
        ("Json", SqlServer) => "nvarchar(max)",
        ("Bytes", PostgreSql) => "bytea",
        ("Bytes", MySql) => "longblob",
        ("Bytes", SqlServer) => "varbinary(max)",
        ("Bytes", _) => "blob",
        _ => return None,
    })
}

/// Whether a type is one of Prisma's own, and so a column.
pub(super) fn is_scalar(prisma: &str) -> bool {
    usual(prisma, Dialect::Generic).is_some() || prisma == "Unsupported"
}
