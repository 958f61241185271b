use super::*;
use crate::artifact::{FileId, Span};

fn query(text: &str) -> Option<Query> {
    let place = Place { file: FileId(0), span: Span::new(0, text.len()) };
    read_query(text, Dialect::Generic, place, QueryOrigin::Code)
}

fn columns(query: &Query) -> Vec<(Option<&str>, &str, bool)> {
    query.predicates.iter().map(|own| (own.table.as_deref(), own.column.as_str(), own.equality)).collect()
}

#[test]
fn an_alias_leads_to_its_table() {
    let query = query(
        "SELECT o.* FROM orders o JOIN users AS u ON u.id = o.user_id WHERE o.status = ? AND o.total > :least",
    );
    let query = query.as_ref().map(|query| (query.tables.clone(), query.all_columns, columns(query)));
    let tables = vec!["orders".to_owned(), "users".to_owned()];
    let found = vec![
        (Some("orders"), "status", true),
        (Some("orders"), "total", false),
        (Some("users"), "id", true),
        (Some("orders"), "user_id", true),
    ];
    assert_eq!(query, Some((tables, true, found)));
}

#[test]
fn every_style_of_placeholder_is_read() {
    for hole in ["?", "$1", ":id", "@id", "%s", "%(id)s", "${id}", "__hole__"] {
        for dialect in [Dialect::PostgreSql, Dialect::MySql, Dialect::Sqlite, Dialect::SqlServer] {
            let text = format!("SELECT name FROM users WHERE id = {hole} LIMIT 1");
            let place = Place { file: FileId(0), span: Span::new(0, 1) };
            let query = read_query(&text, dialect, place, QueryOrigin::Code);
            let found = query.as_ref().map(|query| (columns(query), query.bounded));
            assert_eq!(found, Some((vec![(Some("users"), "id", true)], true)), "{text} in {dialect}");
        }
    }
}

#[test]
fn a_count_is_bounded_and_a_grouped_one_is_not() {
    assert_eq!(query("select count(*) from visits").map(|query| query.bounded), Some(true));
    assert_eq!(
        query("select pet, count(*) from visits group by pet").map(|query| query.bounded),
        Some(false)
    );
}

#[test]
fn an_offset_of_a_constant_zero_is_none() {
    assert_eq!(query("SELECT a FROM t LIMIT 5 OFFSET 0").map(|query| query.offset.is_some()), Some(false));
    assert_eq!(query("SELECT a FROM t LIMIT 5 OFFSET ?").map(|query| query.offset.is_some()), Some(true));
}

#[test]
fn a_statement_without_where_is_not_filtered() {
    let found = |text: &str| query(text).map(|query| (query.verb, query.filtered));
    assert_eq!(found("DELETE FROM sessions"), Some((QueryVerb::Delete, false)));
    assert_eq!(found("UPDATE users SET name = ? WHERE lower(email) = ?"), Some((QueryVerb::Update, true)));
}

#[test]
fn a_table_expression_is_not_a_table() {
    let query = query("WITH recent AS (SELECT * FROM visits WHERE at > ?) SELECT id FROM recent");
    assert_eq!(query.map(|query| query.tables), Some(vec!["visits".to_owned()]));
}

#[test]
fn what_the_parser_does_not_know_is_read_by_its_words() {
    let query = query("SELECT * FROM public.\"Users\" u WHERE tags ~~~ !! AND id = ? FOR XYZ !! LIMIT 3");
    let found = query.as_ref().map(|query| (query.tables.clone(), query.all_columns, columns(query)));
    assert_eq!(found, Some((vec!["Users".to_owned()], true, vec![(Some("Users"), "id", true)])));
}

#[test]
fn prose_is_not_sql() {
    for text in [
        "Select an option from the list",
        "Update your profile",
        "delete this",
        "with love",
        "insert coin",
        "select",
        "",
    ] {
        assert!(query(text).is_none(), "{text}");
    }
}

#[test]
fn nesting_and_chains_beyond_measure_are_still_answered() {
    let nested = format!("SELECT {}1{} FROM t", "(".repeat(9000), ")".repeat(9000));
    assert_eq!(query(&nested).map(|query| query.tables), Some(vec!["t".to_owned()]));
    let subqueries = format!("SELECT a FROM t WHERE {}", "a NOT IN (SELECT a FROM t WHERE ".repeat(500));
    assert_eq!(query(&subqueries).map(|query| query.filtered), Some(true));
    let chain = format!("SELECT a FROM t WHERE a = 1{}", " OR a = 1".repeat(9000));
    assert_eq!(query(&chain).map(|query| query.filtered), Some(true));
}

fn marks(text: &str) -> Vec<crate::facts::QueryMark> {
    query(text).map(|query| query.marks).unwrap_or_default()
}

#[test]
fn an_outer_join_is_undone_by_a_comparison_and_not_by_a_look_for_null() {
    use crate::facts::QueryMark::OuterJoinUndone;
    let undone = |text: &str| marks(text).iter().any(|mark| matches!(mark, OuterJoinUndone { .. }));
    assert!(undone("SELECT a.x FROM a LEFT JOIN b ON b.a = a.id WHERE b.x = 1"));
    assert!(undone("SELECT a.x FROM a LEFT JOIN b ON b.a = a.id JOIN c ON c.b = b.id"));
    assert!(!undone("SELECT a.x FROM a LEFT JOIN b ON b.a = a.id WHERE b.x IS NULL"));
    assert!(!undone("SELECT a.x FROM a LEFT JOIN b ON b.a = a.id WHERE b.x = 1 OR b.x IS NULL"));
    assert!(!undone("SELECT a.x FROM a LEFT JOIN b ON b.a = a.id AND b.x = 1 WHERE a.x = 1"));
    assert!(!undone("SELECT a.x FROM a LEFT JOIN b ON b.a = a.id LEFT JOIN c ON c.b = b.id"));
    assert!(!undone("SELECT a.x FROM a LEFT JOIN b JOIN c ON c.b = b.id ON b.a = a.id"));
}

#[test]
fn what_must_not_be_null_is_not_looked_for_as_null() {
    use crate::facts::QueryMark::NeverHolds;
    let never = |text: &str| marks(text).iter().any(|mark| matches!(mark, NeverHolds { .. }));
    assert!(never("SELECT b FROM t WHERE a = 1 AND a ISNULL"));
    assert!(!never("SELECT b FROM t WHERE a = 1 AND a NOTNULL"));
}

#[test]
fn a_table_may_be_called_first() {
    assert_eq!(query("SELECT count(*) FROM first").map(|query| query.tables), Some(vec!["first".to_owned()]));
}

#[test]
fn a_sort_keeps_the_order_of_its_columns() {
    use crate::facts::PredicateRole::{Equal, Sort};
    let query = query("SELECT a FROM t WHERE b = ? ORDER BY c, d DESC LIMIT 5");
    let roles = query.map(|query| query.predicates.into_iter().map(|own| (own.column, own.role)).collect());
    let named = |name: &str, role| (name.to_owned(), role);
    let sorted = [("c", false), ("d", true)].map(|(name, descending)| named(name, Sort { descending }));
    let [first, second] = sorted;
    assert_eq!(roles, Some(vec![named("b", Equal), first, second]));
}

#[test]
fn an_order_that_a_page_or_an_aggregate_needs_is_not_lost() {
    use crate::facts::QueryMark::LostOrder;
    let lost = |text: &str| marks(text).contains(&LostOrder);
    assert!(lost("SELECT a FROM (SELECT a FROM t ORDER BY b) s ORDER BY a"));
    assert!(!lost("SELECT a FROM (SELECT a FROM t ORDER BY b LIMIT 3) s ORDER BY a"));
    assert!(!lost("SELECT json_agg(a) FROM (SELECT a FROM t ORDER BY b) s"));
    assert!(!lost("SELECT a FROM (SELECT DISTINCT ON (b) a FROM t ORDER BY b, c) s ORDER BY a"));
    assert!(!lost("SELECT a FROM (SELECT a FROM t ORDER BY b) WHERE ROWNUM < 9"));
}

#[test]
fn a_table_expression_that_writes_is_not_unused() {
    use crate::facts::QueryMark::UnusedExpression;
    let unused = |text: &str| marks(text).iter().any(|mark| matches!(mark, UnusedExpression { .. }));
    assert!(unused("WITH a AS (SELECT 1 FROM t) SELECT b FROM c"));
    assert!(!unused("WITH a AS (DELETE FROM t RETURNING id) SELECT b FROM c"));
    assert!(!unused("WITH a AS (SELECT 1 FROM t) SELECT b FROM c WHERE d IN (SELECT * FROM a)"));
}
