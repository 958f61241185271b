//! What is read from Java.

use super::{linked, read_as, routes};
use crate::detect::Language;
use crate::facts::{FileFacts, GuardKind, Method, SinkKind, Status};

fn read(text: &str) -> FileFacts {
    let facts = read_as(text, Language::Java);
    assert_eq!(facts.coverage.notes, [], "the text of the test is not read whole: {text}");
    facts
}

fn flows(text: &str) -> Vec<(SinkKind, String, bool)> {
    read(text).flows.into_iter().map(|flow| (flow.sink, flow.source.value, !flow.doubts.any())).collect()
}

/// A servlet with a connection.
fn servlet(body: &str) -> String {
    format!(
        "package org.shop.web;\nimport java.sql.*;\nimport java.util.*;\nimport java.util.regex.Pattern;\nimport javax.servlet.http.*;\n\n\
         public class Users extends HttpServlet {{\n  private static final List<String> SORTS = Arrays.asList(\"name\", \"age\");\n  private Connection db;\n\n\
         public void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {{\n    {body}\n  }}\n\n\
         private String shown(String text) {{ String whole = text; return whole; }}\n\
         private class Box {{ private String value; void setValue(String value) {{ this.value = value; }} String getValue() {{ return value; }} }}\n}}\n"
    )
}

#[test]
fn annotations_register_routes_with_their_guards() {
    let facts = read(
        "package org.shop.web;\nimport org.springframework.web.bind.annotation.*;\nimport org.springframework.security.access.prepost.PreAuthorize;\n\
         import jakarta.validation.Valid;\n\n@RestController\n@RequestMapping(\"/api/pets\")\npublic class Pets {\n\
         @GetMapping(\"/{id}\")\n  public Pet one(@PathVariable int id) { return null; }\n\
         @PostMapping\n  @PreAuthorize(\"hasRole('ADMIN')\")\n  public Pet save(@Valid @RequestBody Pet pet) { return pet; }\n\
         @RequestMapping(value = {\"/a\", \"/b\"}, method = RequestMethod.DELETE)\n  public void remove() { }\n}\n",
    );
    assert_eq!(
        routes(&facts),
        [
            (Some(Method::Get), "/api/pets/{id}".to_owned(), vec![]),
            (
                Some(Method::Post),
                "/api/pets/".to_owned(),
                vec![GuardKind::Authorization, GuardKind::Validation]
            ),
            (Some(Method::Delete), "/api/pets/a".to_owned(), vec![]),
            (Some(Method::Delete), "/api/pets/b".to_owned(), vec![]),
        ]
    );
}

#[test]
fn a_resource_has_its_path_and_method_in_annotations_of_their_own() {
    let facts = read(
        "package org.shop;\nimport javax.ws.rs.*;\nimport javax.annotation.security.RolesAllowed;\n\n@Path(\"/pets\")\n@RolesAllowed(\"user\")\n\
         public class Pets {\n  @GET\n  @Path(\"{id}\")\n  public String one(@PathParam(\"id\") String id) { return id; }\n  @POST\n  public void save(String body) { }\n}\n",
    );
    assert_eq!(
        routes(&facts),
        [
            (Some(Method::Get), "/pets/{id}".to_owned(), vec![GuardKind::Authorization]),
            (Some(Method::Post), "/pets/".to_owned(), vec![GuardKind::Authorization]),
        ]
    );
}

#[test]
fn a_text_of_the_caller_in_a_statement_is_a_flow() {
    for body in [
        "db.createStatement().executeQuery(\"SELECT id FROM users WHERE name = '\" + request.getParameter(\"name\") + \"'\");",
        "String name = request.getParameter(\"name\");\nString sql = String.format(\"SELECT id FROM users WHERE name = '%s'\", name);\nStatement s = db.createStatement();\ns.executeQuery(sql);",
        "StringBuilder sql = new StringBuilder(\"SELECT id FROM users\");\nsql.append(\" WHERE name = '\").append(request.getHeader(\"X-Name\")).append(\"'\");\ndb.prepareStatement(sql.toString()).executeQuery();",
        "String sql = \"SELECT id FROM users WHERE name = '\".concat(shown(request.getParameter(\"name\")));\ndb.prepareStatement(sql);",
        "Map<String, String> map = new HashMap<>();\nmap.put(\"a\", \"x\");\nmap.put(\"b\", request.getParameter(\"name\"));\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + map.get(\"b\"));",
        "List<String> list = new ArrayList<String>();\nlist.add(\"x\");\nlist.add(request.getParameter(\"name\"));\nlist.remove(0);\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + list.get(0));",
        "String[] parts = new String[2];\nparts[1] = request.getParameter(\"name\");\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + parts[1]);",
        "String name;\nint number = 86;\nif ((7 * 42) - number > 200) name = request.getParameter(\"name\"); else name = \"x\";\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + name);",
        "String name = \"\";\nfor (Cookie cookie : request.getCookies()) { if (cookie.getName().equals(\"name\")) { name = cookie.getValue(); } }\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + name);",
        "Box box = new Box();\nbox.setValue(request.getParameter(\"name\"));\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + box.getValue());",
        "String name;\nswitch (\"ABC\".charAt(1)) { case 'A': name = \"x\"; break; case 'B': name = request.getParameter(\"name\"); break; default: name = \"y\"; }\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + name);",
        "Runnable later = () -> { try { db.prepareStatement(\"SELECT id FROM users WHERE name = \" + request.getParameter(\"n\")); } catch (SQLException e) { throw new RuntimeException(e); } };\nlater.run();",
        "java.sql.Statement s = db.createStatement();\nString name = \"\";\ntry { name = request.getParameter(\"n\"); } catch (Exception e) { name = \"\"; } finally { s.close(); }\ns.execute(\"DELETE FROM users WHERE name = \" + name);",
    ] {
        let found = flows(&servlet(body));
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert!(found.iter().all(|flow| flow.0 == SinkKind::SqlText && flow.2), "{body}: {found:?}");
    }
}

#[test]
fn what_was_bound_checked_or_overwritten_is_no_flow() {
    for body in [
        "PreparedStatement s = db.prepareStatement(\"SELECT id FROM users WHERE name = ?\");\ns.setString(1, request.getParameter(\"name\"));\ns.executeQuery();",
        "int id = Integer.parseInt(request.getParameter(\"id\"));\ndb.prepareStatement(\"SELECT id FROM users WHERE id = \" + id);",
        "String sort = request.getParameter(\"sort\");\nif (!SORTS.contains(sort)) { throw new IllegalArgumentException(); }\ndb.prepareStatement(\"SELECT id FROM users ORDER BY \" + sort);",
        "Map<String, String> map = new HashMap<>();\nmap.put(\"a\", \"x\");\nmap.put(\"b\", request.getParameter(\"name\"));\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + map.get(\"a\"));",
        "List<String> list = new ArrayList<String>();\nlist.add(\"x\");\nlist.add(request.getParameter(\"name\"));\nlist.add(\"y\");\nlist.remove(0);\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + list.get(1));",
        "String name;\nint number = 106;\nname = (7 * 18) + number > 200 ? \"x\" : request.getParameter(\"name\");\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + name);",
        "String name = request.getParameter(\"name\");\nname = \"x\";\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + name);",
        "String name = request.getParameter(\"name\");\nif (!name.matches(\"^[a-z]+$\")) return;\ndb.prepareStatement(\"SELECT id FROM users ORDER BY \" + name);",
        "Box box = new Box();\nbox.setValue(\"x\");\nshown(request.getParameter(\"name\"));\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + box.getValue());",
        "String name;\nswitch (\"ABC\".charAt(2)) { case 'A': name = request.getParameter(\"n\"); break; default: name = \"y\"; break; }\ndb.prepareStatement(\"SELECT id FROM users WHERE name = \" + name);",
        "Pattern word = Pattern.compile(\"[a-z]+\");\nString name = request.getParameter(\"name\");\nif (!word.matcher(name).matches()) return;\ndb.prepareStatement(\"SELECT id FROM users ORDER BY \" + name);",
        "String sort = request.getParameter(\"sort\");\nString column = switch (sort) { case \"age\" -> \"age\"; default -> \"name\"; };\ndb.prepareStatement(\"SELECT id FROM users ORDER BY \" + column);",
    ] {
        assert_eq!(flows(&servlet(body)), [], "{body}");
    }
}

#[test]
fn parameters_of_handlers_come_from_the_caller_unless_their_type_says_otherwise() {
    let facts = read(
        "package org.shop.web;\nimport org.springframework.jdbc.core.JdbcTemplate;\nimport org.springframework.web.bind.annotation.*;\n\n@RestController\npublic class Users {\n\
         private final JdbcTemplate jdbc;\n  public Users(JdbcTemplate jdbc) { this.jdbc = jdbc; }\n\
         @GetMapping(\"/a/{id}\")\n  public Object a(@PathVariable int id) { return jdbc.queryForMap(\"SELECT name FROM users WHERE id = \" + id); }\n\
         @GetMapping(\"/b/{id}\")\n  public Object b(@PathVariable String id) { return jdbc.queryForMap(\"SELECT name FROM users WHERE id = \" + id); }\n\
         @PostMapping(\"/c\")\n  public Object c(@RequestBody User user) { return jdbc.queryForList(\"SELECT name FROM users WHERE name = '\" + user.getName() + \"'\"); }\n\
         @PostMapping(\"/d\")\n  public Object d(@RequestBody User user) { return jdbc.queryForList(\"SELECT name FROM users WHERE name = ?\", user.getName()); }\n}\n",
    );
    let found: Vec<(SinkKind, String, bool)> =
        facts.flows.into_iter().map(|flow| (flow.sink, flow.source.value, !flow.doubts.any())).collect();
    assert_eq!(
        found,
        [(SinkKind::SqlText, "id".to_owned(), true), (SinkKind::SqlText, "user.name".to_owned(), true)]
    );
}

#[test]
fn commands_paths_addresses_and_markup_are_sinks() {
    for (body, sink) in [
        ("Runtime.getRuntime().exec(\"ping \" + request.getParameter(\"host\"));", SinkKind::ShellCommand),
        ("new java.io.File(\"/data/\" + request.getParameter(\"f\"));", SinkKind::FilePath),
        ("new java.net.URL(request.getParameter(\"u\")).openStream();", SinkKind::OutgoingUrl),
        ("response.sendRedirect(request.getParameter(\"u\"));", SinkKind::Redirect),
        ("response.getWriter().println(\"<b>\" + request.getParameter(\"n\") + \"</b>\");", SinkKind::Html),
    ] {
        let found = flows(&servlet(body));
        assert!(found.iter().any(|flow| flow.0 == sink), "{body}: {found:?}");
    }
}

#[test]
fn deep_nesting_is_noted_and_the_rest_is_read() {
    for (open, close) in [("(\n", ")"), ("f(\n", ")"), ("!", ""), ("a -> ", ""), ("new A(\n", ")")] {
        let text = format!(
            "class A {{ Object x = {}1{}; void last() {{}} }}\n",
            open.repeat(5_000),
            close.repeat(5_000)
        );
        assert_eq!(read_as(&text, Language::Java).coverage.status, Status::Partly, "{open}");
    }
}

#[test]
fn a_method_of_an_interface_is_that_of_the_class_that_has_its_body() {
    let web = "package shop.web;\nimport org.springframework.web.bind.annotation.*;\nimport shop.users.UserService;\n\n\
         @RestController\nclass Users {\n  private final UserService users;\n  Users(UserService users) { this.users = users; }\n\
         @GetMapping(\"/users\")\n  Object find(@RequestParam String name, @RequestParam String sort) { return users.find(name, sort); }\n}\n";
    let contract =
        "package shop.users;\n\npublic interface UserService { Object find(String name, String sort); }\n";
    let service = "package shop.users;\nimport jakarta.persistence.EntityManager;\n\n\
         class Users implements UserService {\n  private EntityManager em;\n  public Object find(String name, String sort) {\n\
         if (!sort.equals(\"age\")) sort = \"name\";\n\
         return em.createNativeQuery(\"SELECT id FROM users WHERE name = '\" + name + \"' ORDER BY \" + sort).getResultList();\n  }\n}\n";
    let files = [
        ("src/shop/web/Users.java", web),
        ("src/shop/users/UserService.java", contract),
        ("src/shop/users/JpaUsers.java", service),
    ];
    let facts = linked(Language::Java, &files);
    let sources: Vec<_> = facts.flows.iter().map(|flow| flow.source.value.as_str()).collect();
    assert_eq!(sources, ["name"]);
}
