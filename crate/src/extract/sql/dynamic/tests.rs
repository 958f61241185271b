use crate::artifact::{FileId, Source};
use crate::detect::Dialect;
use crate::facts::TextValues::{self, Callers, Others, Quoted};
use crate::facts::{Coverage, FileFacts, SchemaChange};

fn values(text: &str, dialect: Dialect) -> Vec<TextValues> {
    let source = Source { file: FileId(0), path: "a.sql", text, offset: 0 };
    let mut facts = FileFacts { coverage: Coverage::read(), ..FileFacts::default() };
    crate::extract::sql::read(&source, dialect, &mut facts);
    let routines = facts.schema_changes.iter().filter_map(|change| match change {
        SchemaChange::CreateRoutine(routine) => Some(&routine.effects.dynamic),
        _ => None,
    });
    routines.flatten().map(|dynamic| dynamic.values).collect()
}

fn in_t_sql(parameters: &str, body: &str) -> Vec<TextValues> {
    values(&format!("CREATE PROCEDURE dbo.Run {parameters} AS BEGIN {body} END"), Dialect::SqlServer)
}

fn in_postgres(parameters: &str, body: &str) -> Vec<TextValues> {
    let text = format!(
        "CREATE FUNCTION run({parameters}) RETURNS void LANGUAGE plpgsql AS $$ DECLARE q text; BEGIN {body} END $$;"
    );
    values(&text, Dialect::PostgreSql)
}

#[test]
fn a_parameter_is_followed_into_the_text_that_runs() {
    let bodies = [
        "EXEC('SELECT * FROM ' + @name)",
        "DECLARE @q nvarchar(max) = N'SELECT 1 WHERE a = ''' + @name + ''''; EXEC sp_executesql @q",
        "DECLARE @q nvarchar(max) SET @q = 'SELECT ' SET @q += @name EXECUTE (@q)",
        "DECLARE @a sysname, @q nvarchar(max) SET @a = LTRIM(@name) SELECT @q = 'DROP TABLE ' + @a EXEC (@q)",
        "SET @q = CASE WHEN @n > 1 THEN @name ELSE '' END; EXEC sp_executesql @stmt = @q, @params = N'@n int'",
    ];
    for body in bodies {
        assert_eq!(in_t_sql("@name nvarchar(50), @n int", body), [Callers], "{body}");
    }
    assert_eq!(in_postgres("tab text", "q := 'DELETE FROM ' || tab; EXECUTE q;"), [Callers]);
    assert_eq!(in_postgres("text", "EXECUTE 'DELETE FROM ' || $1;"), [Callers]);
    assert_eq!(in_postgres("tab text", "EXECUTE format('DELETE FROM %s', tab);"), [Callers]);
    let mysql = "CREATE PROCEDURE run(IN tab varchar(64)) BEGIN SET @q = CONCAT('DROP TABLE ', tab); \
                 PREPARE s FROM @q; EXECUTE s; END";
    assert_eq!(values(mysql, Dialect::MySql), [Callers]);
    let oracle = "CREATE PROCEDURE run(tab IN VARCHAR2) IS q VARCHAR2(99); BEGIN q := 'DROP TABLE ' || tab; \
                  EXECUTE IMMEDIATE q; END;";
    assert_eq!(values(oracle, Dialect::Oracle), [Callers]);
}

#[test]
fn what_is_quoted_bound_or_no_text_does_not_reach_it() {
    let bodies = [
        "EXEC('SELECT * FROM ' + QUOTENAME(@name))",
        "EXEC sp_executesql N'SELECT * FROM t WHERE a = @p', N'@p nvarchar(50)', @p = @name",
        "EXEC('SELECT TOP ' + CAST(@n AS varchar(10)) + ' a FROM t')",
        "DECLARE @q nvarchar(max) = N'SELECT 1'; IF @name = 'x' SET @q = N'SELECT 2'; EXEC (@q)",
        "SET @q = CASE WHEN @name = 'asc' THEN 'a' ELSE 'b' END; EXEC (@q)",
        "SET @q = N'DROP TABLE t;' EXECUTE (@q) SET @other = @name",
        "DECLARE @i bigint = (SELECT max(id) FROM t WHERE a = @name) SET @q = N'A ' + CAST(@i AS nvarchar(9)); EXEC (@q)",
        "IF @q >= @name AND @q IS NULL OR @n = @name EXEC (@q)",
        "SET @q = (SELECT definition FROM sys.sql_modules WHERE name = @name); EXEC (@q)",
    ];
    for body in bodies {
        let found = in_t_sql("@name nvarchar(50), @n int", body);
        assert!(!found.contains(&Callers), "{body}: {found:?}");
    }
    assert_eq!(in_postgres("tab text", "EXECUTE format('DELETE FROM %I', tab);"), [Quoted]);
    assert_eq!(in_postgres("tab regclass", "EXECUTE 'DELETE FROM ' || tab;"), [Others]);
    assert_eq!(in_postgres("tab text, OUT n int", "EXECUTE 'DELETE FROM ' || quote_ident(tab);"), [Quoted]);
    assert_eq!(in_postgres("id text", "EXECUTE 'DELETE FROM t WHERE a = $1' USING id;"), []);
}
