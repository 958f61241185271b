//! What is read from Go.

use super::{read_as, routes};
use crate::detect::Language;
use crate::facts::{FileFacts, GuardKind, Method, SinkKind};

fn read(text: &str) -> FileFacts {
    let facts = read_as(text, Language::Go);
    assert_eq!(facts.coverage.notes, [], "the text of the test is not read whole: {text}");
    facts
}

fn flows(text: &str) -> Vec<(SinkKind, String, bool)> {
    read(text).flows.into_iter().map(|flow| (flow.sink, flow.source.value, !flow.doubts.any())).collect()
}

/// A handler of the standard library with a database.
fn handler(body: &str) -> String {
    format!(
        "package main\nimport (\n\"database/sql\"\n\"encoding/json\"\n\"fmt\"\n\"net/http\"\n\"os/exec\"\n\"strconv\"\n\
         \"strings\"\n)\ntype Pet struct {{ Name, Kind string }}\ntype Server struct {{ db *sql.DB }}\n\
         var kinds = map[string]string{{\"a\": \"cat\"}}\n\
         func (s *Server) pets(w http.ResponseWriter, r *http.Request) {{\nname := r.URL.Query().Get(\"name\")\n{body}\n}}\n\
         func join(a string, b string) string {{ return a + b }}\n\
         func pair(a string) (string, error) {{ return a, nil }}\n"
    )
}

#[test]
fn a_text_of_the_caller_in_a_statement_is_a_flow() {
    for body in [
        "s.db.Query(\"SELECT id FROM pets WHERE name = '\" + name + \"'\")",
        "s.db.QueryContext(r.Context(), fmt.Sprintf(\"SELECT id FROM pets WHERE name = '%s'\", name))",
        "q := join(\"SELECT id FROM pets WHERE name = \", name)\ns.db.Exec(q)",
        "n, err := pair(name)\nif err != nil { return }\ns.db.Exec(\"DELETE FROM pets WHERE name = \" + n)",
        "var pet Pet\njson.NewDecoder(r.Body).Decode(&pet)\ns.db.Exec(\"DELETE FROM pets WHERE name = \" + pet.Name)",
        "var b strings.Builder\nb.WriteString(\"DELETE FROM pets WHERE name = \")\nb.WriteString(name)\ns.db.Exec(b.String())",
        "p := Pet{Name: name, Kind: \"cat\"}\ns.db.Exec(\"DELETE FROM pets WHERE name = \" + p.Name)",
        "parts := map[string]string{}\nparts[\"n\"] = name\ns.db.Exec(\"DELETE FROM pets WHERE name = \" + parts[\"n\"])",
        "run := func(q string) { s.db.Exec(q) }\nrun(\"DELETE FROM pets WHERE name = \" + name)",
        "for _, part := range strings.Split(name, \",\") { s.db.Exec(\"DELETE FROM pets WHERE name = \" + part) }",
        "switch name { case \"\": return\ndefault: s.db.Exec(\"DELETE FROM pets WHERE name = \" + name) }",
    ] {
        let found = flows(&handler(body));
        assert!(found.iter().any(|(sink, ..)| *sink == SinkKind::SqlText), "{body}: {found:?}");
    }
}

#[test]
fn what_is_bound_a_number_or_overwritten_is_no_flow() {
    for body in [
        "s.db.Query(\"SELECT id FROM pets WHERE name = $1\", name)",
        "id, _ := strconv.Atoi(name)\ns.db.Query(fmt.Sprintf(\"SELECT id FROM pets WHERE id = %d\", id))",
        "name = \"cat\"\ns.db.Query(\"SELECT id FROM pets WHERE name = '\" + name + \"'\")",
        "p := Pet{Name: name, Kind: \"cat\"}\ns.db.Exec(\"DELETE FROM pets WHERE kind = \" + p.Kind)",
        "parts := map[string]string{}\nparts[\"n\"] = name\nparts[\"k\"] = \"cat\"\ns.db.Exec(\"DELETE FROM pets WHERE kind = \" + parts[\"k\"])",
        "if name != \"cat\" { return }\ns.db.Query(\"SELECT id FROM pets WHERE name = '\" + name + \"'\")",
        "kind, ok := kinds[\"a\"]\nif !ok { return }\ns.db.Query(\"SELECT id FROM pets WHERE kind = '\" + kind + \"'\")",
    ] {
        assert_eq!(flows(&handler(body)), [], "{body}");
    }
}

#[test]
fn a_shell_runs_its_third_argument() {
    let found = flows(&handler("exec.Command(\"sh\", \"-c\", \"cat \"+name).Run()"));
    assert_eq!(found, [(SinkKind::ShellCommand, "r.URL.Query().Get(\"name\")".to_owned(), true)]);
    assert_eq!(flows(&handler("exec.Command(\"cat\", \"--\", name).Run()")), []);
    assert_eq!(flows(&handler("exec.CommandContext(r.Context(), \"ls\", \"-l\", name).Run()")), []);
    assert_eq!(flows(&handler("exec.CommandContext(r.Context(), \"sh\", \"-c\", name).Run()")).len(), 1);
}

#[test]
fn routes_have_the_prefix_and_guards_of_their_group() {
    let facts = read(
        "package main\nimport \"github.com/gin-gonic/gin\"\nfunc requireAuth() gin.HandlerFunc {\nreturn func(c *gin.Context) {\n\
         if c.GetHeader(\"Authorization\") == \"\" { c.AbortWithStatus(401)\nreturn }\nc.Next() } }\n\
         func main() {\nr := gin.Default()\napi := r.Group(\"/api\", requireAuth())\napi.GET(\"/pets/:id\", show)\n\
         r.POST(\"/sign-in\", signIn)\n}\n\
         func show(c *gin.Context) {}\nfunc signIn(c *gin.Context) {}\n",
    );
    let found = routes(&facts);
    assert!(found.contains(&(Some(Method::Post), "/sign-in".to_owned(), vec![])), "{found:?}");
    let group =
        facts.code.routers.iter().find(|router| !router.guards.is_empty()).expect("a group has a guard");
    assert_eq!(group.guards[0].kind, GuardKind::Authentication);
    assert_eq!(group.routes[0].path, "/api/pets/:id");
}

#[test]
fn a_route_of_the_standard_library_may_name_its_method() {
    let facts = read(
        "package main\nimport (\n\"net/http\"\n\"github.com/gorilla/mux\"\n)\nfunc main() {\n\
         http.HandleFunc(\"/health\", ok)\nm := http.NewServeMux()\nm.HandleFunc(\"DELETE /pets/{id}\", ok)\n\
         r := mux.NewRouter()\nr.HandleFunc(\"/pets\", ok).Methods(\"GET\", \"POST\")\n}\n\
         func ok(w http.ResponseWriter, r *http.Request) {}\n",
    );
    let mut found: Vec<_> = routes(&facts).into_iter().map(|(method, path, _)| (path, method)).collect();
    found.sort();
    assert_eq!(
        found,
        [
            ("/health".to_owned(), None),
            ("/pets".to_owned(), Some(Method::Get)),
            ("/pets".to_owned(), Some(Method::Post)),
            ("/pets/{id}".to_owned(), Some(Method::Delete)),
        ]
    );
}

#[test]
fn broken_and_deep_code_is_read_as_far_as_it_goes() {
    let deep = format!("package main\nfunc f() {{ x := {}1{} }}\n", "(".repeat(3_000), ")".repeat(3_000));
    assert!(!read_as(&deep, Language::Go).coverage.notes.is_empty());
    let broken = handler("s.db.Query(\"SELECT id FROM pets WHERE name = \" + name)");
    let found = read_as(&format!("{broken}\nfunc half(a int {{\n"), Language::Go);
    assert!(!found.coverage.notes.is_empty());
    assert!(found.flows.iter().any(|flow| flow.sink == SinkKind::SqlText));
}

#[test]
fn what_is_put_around_a_router_guards_all_of_it() {
    let facts = read(
        "package main\nimport \"net/http\"\nfunc NewHandler(m *middleware) http.Handler {\nmux := http.NewServeMux()\n\
         mux.HandleFunc(\"GET /pets\", list)\nreturn withHeaders(m.requireAuth(mux))\n}\n\
         func withHeaders(next http.Handler) http.Handler { return next }\nfunc list(w http.ResponseWriter, r *http.Request) {}\n",
    );
    let guards: Vec<GuardKind> =
        facts.code.routers.iter().flat_map(|router| &router.guards).map(|guard| guard.kind).collect();
    assert!(guards.contains(&GuardKind::Authentication), "{guards:?}");
}

#[test]
fn a_cookie_that_a_client_sends_is_not_one_of_the_service() {
    let facts = read(
        "package main\nimport \"net/http\"\nfunc call(token string) {\nr, _ := http.NewRequest(\"GET\", \"https://example.org\", nil)\n\
         r.AddCookie(&http.Cookie{Name: \"session\", Value: token})\n}\n",
    );
    assert!(!facts.code.uses.iter().any(|one| one.kind == crate::facts::UseKind::Cookie));
}
