use super::statement;
use crate::detect::Dialect;
use crate::extract::sql::scan::tokens;

fn is_understood(text: &str, dialect: Dialect) -> bool {
    statement(text, &tokens(text, dialect, 20_000), dialect).is_some()
}

#[test]
fn what_each_dialect_says_in_its_own_way_is_understood() {
    let postgres = [
        "SELECT DISTINCT ON (a) a, b::text[] FROM ONLY shop.t AS x (a, b) WHERE a = ANY ($1) ORDER BY a, b NULLS LAST",
        "SELECT count(*) FILTER (WHERE a > 1), row_number() OVER (PARTITION BY b ORDER BY c ROWS UNBOUNDED PRECEDING) FROM t",
        "WITH RECURSIVE a (n) AS MATERIALIZED (VALUES (1) UNION ALL SELECT n + 1 FROM a) SELECT * FROM a FETCH FIRST 5 ROWS ONLY",
        "SELECT a -> 'b' ->> 'c', a #>> '{d}' FROM t WHERE a @> '{}' AND a ? 'key' AND NOT b ILIKE ANY (ARRAY['x', 'y'])",
        "SELECT x.* FROM t CROSS JOIN LATERAL jsonb_to_recordset(t.a) AS x (id int, name text) WHERE t.at AT TIME ZONE 'UTC' > now() - INTERVAL '1 day'",
        "INSERT INTO t AS own (a, b) OVERRIDING SYSTEM VALUE VALUES ($1, DEFAULT) ON CONFLICT (a) WHERE b IS NULL DO UPDATE SET b = excluded.b RETURNING *",
        "UPDATE t SET (a, b) = (SELECT 1, 2), c[1] = 3 FROM u JOIN v USING (id) WHERE t.id = u.id RETURNING t.id",
        "DELETE FROM t USING u WHERE t.id = u.id AND (t.a, t.b) IN ((1, 2), (3, 4))",
        "SELECT substring(a FROM 1 FOR 3), trim(BOTH 'x' FROM b), extract(year FROM c), position('x' IN d) FROM t GROUP BY GROUPING SETS ((a), ()) HAVING every(b)",
        "SELECT a FROM t WHERE a IS NOT DISTINCT FROM b AND c IS NOT TRUE FOR NO KEY UPDATE OF t SKIP LOCKED",
        "SELECT a OPERATOR(pg_catalog.+) b, make_interval(days => 10), $$text$$ FROM generate_series(1, 3) WITH ORDINALITY AS g (a, b)",
        "MERGE INTO t USING (SELECT 1 AS id) AS s ON t.id = s.id WHEN MATCHED AND s.id > 1 THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)",
    ];
    let mysql = [
        "SELECT SQL_CALC_FOUND_ROWS a, GROUP_CONCAT(DISTINCT b ORDER BY c SEPARATOR ', ') FROM t USE INDEX (i) WHERE a REGEXP '^x' LIMIT 10, 5",
        "INSERT IGNORE INTO t SET a = 1, b = DEFAULT ON DUPLICATE KEY UPDATE b = VALUES(b)",
        "REPLACE INTO t (a) VALUES (1), (2)",
        "UPDATE a JOIN b ON a.id = b.a_id SET a.x = b.x, a.y = a.y + 1 WHERE b.z = 'it''s' LIMIT 5",
        "DELETE a, b FROM a STRAIGHT_JOIN b ON a.id = b.id WHERE a.x IS NULL",
        "SELECT DATE_ADD(a, INTERVAL 1 DAY), a DIV 2, BINARY b = 'x', CONVERT(c USING utf8mb4) FROM t LOCK IN SHARE MODE",
        "SELECT a FROM t WHERE MATCH (a, b) AGAINST ('x' IN BOOLEAN MODE) GROUP BY a WITH ROLLUP",
    ];
    let server = [
        "SELECT TOP (10) WITH TIES [a b], total = a * 2 FROM dbo.t AS x WITH (NOLOCK) CROSS APPLY f(x.a) AS y OPTION (RECOMPILE)",
        "SELECT a FROM t ORDER BY a OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY",
        "UPDATE x SET x.a = y.a OUTPUT inserted.a INTO @out FROM t x INNER JOIN u y ON y.id = x.id WHERE x.a <> N'b'",
        "DELETE TOP (100) FROM t OUTPUT deleted.id WHERE CONVERT(date, a) = '2024-01-31'",
        "SELECT * FROM a LEFT JOIN b INNER JOIN c ON c.b = b.id ON b.a = a.id FOR JSON PATH, ROOT('x')",
        "INSERT INTO t (a) EXEC dbo.p @x = 1",
        "SELECT a, b FROM (SELECT a, b, c FROM t) s PIVOT (SUM(c) FOR b IN ([x], [y])) p",
    ];
    let sqlite = [
        "INSERT OR REPLACE INTO t VALUES (?, ?)",
        "SELECT a FROM t INDEXED BY i WHERE a GLOB 'x*' AND b NOTNULL LIMIT 5 OFFSET 10",
    ];
    let oracle = [
        "SELECT a FROM t START WITH b IS NULL CONNECT BY NOCYCLE PRIOR a = b ORDER SIBLINGS BY a",
        "SELECT a.x FROM a, b WHERE a.id = b.id (+) MINUS SELECT x FROM c",
        "SELECT max(a) KEEP (DENSE_RANK FIRST ORDER BY b) OVER (PARTITION BY c) FROM t@archive WHERE ROWNUM < 5",
    ];
    let all = [
        (&postgres[..], Dialect::PostgreSql),
        (&mysql[..], Dialect::MySql),
        (&server[..], Dialect::SqlServer),
        (&sqlite[..], Dialect::Sqlite),
        (&oracle[..], Dialect::Oracle),
    ];
    for (texts, dialect) in all {
        for text in texts {
            assert!(is_understood(text, dialect), "{dialect}: {text}");
        }
    }
}

#[test]
fn what_no_dialect_says_is_not_understood() {
    for text in [
        "SELECT a FROM t WHERE",
        "SELECT a b c FROM t",
        "SELECT a FROM t WHERE a = = 1",
        "SELECT a FROM t GROUP a",
        "SELECT (a FROM t",
        "SELECT a FROM t JOIN",
        "SELECT a FROM t LIMIT",
        "SELECT a FROM t ORDER a",
        "UPDATE t a = 1",
        "UPDATE t SET a",
        "DELETE FROM",
        "INSERT INTO t (a",
        "INSERT INTO t VALUES",
        "SELECT CASE a END FROM t",
        "SELECT a FROM t WHERE a BETWEEN 1",
        "WITH a SELECT 1",
    ] {
        assert!(!is_understood(text, Dialect::Generic), "{text}");
    }
}

#[test]
fn a_query_in_brackets_is_told_from_an_expression_without_reading_it_twice() {
    let within =
        |inner: &str| format!("SELECT x FROM t WHERE a = ((SELECT max(b) FROM u WHERE {inner}) + 1)");
    let mut text = "c = 1".to_owned();
    for _ in 0..14 {
        text = within(&text);
        text = text.replacen("SELECT x FROM t WHERE ", "", 1);
    }
    assert!(is_understood(&format!("SELECT x FROM t WHERE {text}"), Dialect::Generic));
}
