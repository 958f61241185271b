//! What is read from C#.

use super::{read_as, routes};
use crate::detect::Language;
use crate::facts::{FileFacts, GuardKind, Method, Origins, SinkKind, Status};

fn read(text: &str) -> FileFacts {
    let facts = read_as(text, Language::CSharp);
    assert_eq!(facts.coverage.notes, [], "the text of the test is not read whole: {text}");
    facts
}

fn flows(text: &str) -> Vec<(SinkKind, String, bool)> {
    read(text).flows.into_iter().map(|flow| (flow.sink, flow.source.value, !flow.doubts.any())).collect()
}

/// A controller with a connection.
fn controller(body: &str) -> String {
    format!(
        "using Microsoft.AspNetCore.Mvc;\nusing Microsoft.Data.SqlClient;\n\nnamespace Shop.Web;\n\n[ApiController]\n[Route(\"api/[controller]\")]\n\
         public class UsersController : ControllerBase\n{{\n  private static readonly HashSet<string> Sorts = new() {{ \"name\", \"age\" }};\n\
         private readonly SqlConnection _db;\n  public UsersController(SqlConnection db) {{ _db = db ?? throw new ArgumentNullException(nameof(db)); }}\n\
         [HttpGet]\n  public async Task<IActionResult> Find(string name, int age)\n  {{\n    {body}\n    return Ok();\n  }}\n\
         private string Shown(string text) => text;\n  private void Run(string sql) {{ using var command = new SqlCommand(sql, _db); command.ExecuteReader(); }}\n\
         private class Box {{ public string Value {{ get; set; }} = \"\"; }}\n}}\n"
    )
}

#[test]
fn attributes_register_routes_with_their_guards() {
    let facts = read(
        "using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;\nnamespace Shop;\n\n[ApiController, Authorize]\n[Route(\"api/[controller]\")]\n\
         public class PetsController : ControllerBase\n{\n  [HttpGet(\"{id:int}\")]\n  public Pet One(int id) => null;\n\
         [HttpPost, Authorize(Roles = \"admin\")]\n  public IActionResult Save([FromBody] Pet pet) { return Ok(pet); }\n\
         [HttpGet(\"/ping\")]\n  [AllowAnonymous]\n  public string Ping() => \"\";\n  private void Helper() {}\n}\n",
    );
    let authentication = GuardKind::Authentication;
    assert_eq!(
        routes(&facts),
        [
            (Some(Method::Get), "/api/Pets/{id}".to_owned(), vec![authentication]),
            (
                Some(Method::Post),
                "/api/Pets".to_owned(),
                vec![GuardKind::Authorization, authentication, GuardKind::Validation]
            ),
            (Some(Method::Get), "/ping".to_owned(), vec![authentication, authentication]),
        ]
    );
    let open = facts.code.routers[0].routes[2].guards[0].is_optional();
    assert!(open, "what is open on purpose stands first");
}

#[test]
fn actions_without_paths_answer_under_their_names() {
    let facts = read(
        "public class HomeController : Controller {\n  public IActionResult Index() => View();\n  [HttpPost]\n  public IActionResult Save(Form form) => View();\n\
         [NonAction]\n  public string Name() => \"\";\n  string Own() => \"\";\n  public string Title => \"\";\n}\n",
    );
    assert_eq!(
        routes(&facts),
        [(None, "/Home/Index".to_owned(), vec![]), (Some(Method::Post), "/Home/Save".to_owned(), vec![])]
    );
}

#[test]
fn minimal_routes_have_groups_and_guards_behind_them() {
    let facts = read(
        "var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\napp.MapGet(\"/pets/{id:int}\", (int id, PetStore store) => store.Find(id));\n\
         app.MapPost(\"/pets\", async (Pet pet) => Results.Ok()).WithName(\"save\").RequireAuthorization();\n\
         var admin = app.MapGroup(\"/admin\").RequireAuthorization(\"admin\");\nadmin.MapDelete(\"users/{id}\", (int id) => Results.Ok());\n\
         admin.MapGet(\"/health\", () => \"\").AllowAnonymous();\napp.Run();\n",
    );
    assert_eq!(
        routes(&facts),
        [
            (Some(Method::Get), "/pets/{id}".to_owned(), vec![]),
            (Some(Method::Post), "/pets".to_owned(), vec![GuardKind::Authentication]),
            (Some(Method::Delete), "/admin/users/{id}".to_owned(), vec![]),
            (Some(Method::Get), "/admin/health".to_owned(), vec![GuardKind::Authentication]),
        ]
    );
    let group = &facts.code.routers[1];
    let kinds: Vec<_> = group.guards.iter().map(|guard| guard.kind).collect();
    assert_eq!(kinds, [GuardKind::Logging, GuardKind::ErrorHandler, GuardKind::Authorization]);
}

#[test]
fn a_text_of_the_caller_in_a_statement_is_a_flow() {
    for body in [
        "new SqlCommand(\"SELECT id FROM users WHERE name = '\" + name + \"'\", _db).ExecuteReader();",
        "var sql = $\"SELECT id FROM users WHERE name = '{name}'\";\nusing (var command = new SqlCommand(sql, _db)) { command.ExecuteReader(); }",
        "var command = _db.CreateCommand();\ncommand.CommandText = string.Format(\"SELECT id FROM users WHERE name = '{0}'\", name);",
        "SqlCommand command = new($\"SELECT id FROM users WHERE name = '{name}'\", _db);",
        "await _db.QueryAsync<User>(@\"SELECT id FROM users WHERE name = '\" + name + \"'\");",
        "var sql = new StringBuilder(\"SELECT id FROM users\");\nsql.Append(\" WHERE name = '\").Append(Request.Query[\"name\"]).Append(\"'\");\nRun(sql.ToString());",
        "var sql = string.Concat(\"SELECT id FROM users WHERE name = \", Shown(name));\nRun(sql);",
        "var map = new Dictionary<string, string> { [\"a\"] = \"x\" };\nmap[\"b\"] = name;\nRun(\"SELECT id FROM users WHERE name = \" + map[\"b\"]);",
        "var list = new List<string> { \"x\" };\nlist.Add(name);\nRun(\"SELECT id FROM users WHERE name = \" + list[1]);",
        "string wanted;\nint number = 86;\nif ((7 * 42) - number > 200) wanted = name; else wanted = \"x\";\nRun(\"SELECT id FROM users WHERE name = \" + wanted);",
        "var wanted = \"\";\nforeach (var cookie in Request.Cookies) { if (cookie.Key == \"name\") { wanted = cookie.Value; } }\nRun(\"SELECT id FROM users WHERE name = \" + wanted);",
        "var box = new Box { Value = name };\nRun(\"SELECT id FROM users WHERE name = \" + box.Value);",
        "string wanted;\nswitch (\"ABC\"[1]) { case 'A': wanted = \"x\"; break; default: wanted = name; break; }\nRun(\"SELECT id FROM users WHERE name = \" + wanted);",
        "Func<string, string> whole = text => \"SELECT id FROM users WHERE name = \" + text;\nRun(whole(name));",
        "string wanted = \"\";\ntry { wanted = name; } catch (Exception) { wanted = \"\"; } finally { _db.Close(); }\nRun(\"DELETE FROM users WHERE name = \" + wanted);",
        "await Task.Run(async () => { await Task.Delay(1); Run(\"DELETE FROM users WHERE name = \" + name); });",
        "if (name is string text && text.Length > 3) { Run(\"DELETE FROM users WHERE name = \" + text); }",
        "var safe = System.Net.WebUtility.HtmlEncode(name);\nRun(\"DELETE FROM users WHERE name = \" + safe);",
        "var names = from part in name.Split(',') where part.Length > 1 select part;\nRun(\"DELETE FROM users WHERE name IN (\" + string.Join(\",\", names) + \")\");",
        "string Local(string text) { return \"DELETE FROM users WHERE name = \" + text; }\nRun(Local(name?.Trim() ?? \"\"));",
    ] {
        let found = flows(&controller(body));
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert!(found.iter().all(|flow| flow.0 == SinkKind::SqlText && flow.2), "{body}: {found:?}");
    }
}

#[test]
fn what_was_bound_checked_or_overwritten_is_no_flow() {
    for body in [
        "var command = new SqlCommand(\"SELECT id FROM users WHERE name = @name\", _db);\ncommand.Parameters.AddWithValue(\"@name\", name);",
        "await _db.QueryAsync<User>(\"SELECT id FROM users WHERE name = @name\", new { name });",
        "var users = context.Users.FromSqlInterpolated($\"SELECT id FROM users WHERE name = {name}\");",
        "Run(\"SELECT id FROM users WHERE age = \" + age);",
        "var id = int.Parse(name);\nRun(\"SELECT id FROM users WHERE id = \" + id);",
        "if (!int.TryParse(name, out var id)) return BadRequest();\nRun($\"SELECT id FROM users WHERE id = {id}\");",
        "if (!Sorts.Contains(name)) { throw new ArgumentException(nameof(name)); }\nRun(\"SELECT id FROM users ORDER BY \" + name);",
        "var map = new Dictionary<string, string>();\nmap[\"a\"] = \"x\";\nmap[\"b\"] = name;\nRun(\"SELECT id FROM users WHERE name = \" + map[\"a\"]);",
        "var map = new Dictionary<string, string> { { \"a\", \"x\" }, { \"b\", name } };\nmap.TryGetValue(\"a\", out var wanted);\nRun(\"SELECT id FROM users WHERE name = \" + wanted);",
        "int number = 106;\nvar wanted = (7 * 18) + number > 200 ? \"x\" : name;\nRun(\"SELECT id FROM users WHERE name = \" + wanted);",
        "name = \"x\";\nRun(\"SELECT id FROM users WHERE name = \" + name);",
        "if (!System.Text.RegularExpressions.Regex.IsMatch(name, \"^[a-z]+$\")) return BadRequest();\nRun(\"SELECT id FROM users ORDER BY \" + name);",
        "var box = new Box { Value = \"x\" };\nShown(name);\nRun(\"SELECT id FROM users WHERE name = \" + box.Value);",
        "string wanted;\nswitch (\"ABC\"[2]) { case 'A': wanted = name; break; default: wanted = \"y\"; break; }\nRun(\"SELECT id FROM users WHERE name = \" + wanted);",
        "var column = name switch { \"age\" => \"age\", _ => \"name\" };\nRun(\"SELECT id FROM users ORDER BY \" + column);",
        "if (name is not (\"age\" or \"name\")) return BadRequest();\nRun(\"SELECT id FROM users ORDER BY \" + name);",
        "string wanted = 7 * 6 == 42 ? \"x\" : name;\nRun(\"SELECT id FROM users WHERE name = \" + wanted);",
    ] {
        assert_eq!(flows(&controller(body)), [], "{body}");
    }
}

#[test]
fn commands_paths_addresses_and_markup_are_sinks() {
    for (body, sink) in [
        ("System.Diagnostics.Process.Start(\"cmd.exe\", \"/c ping \" + name);", SinkKind::ShellCommand),
        (
            "var info = new ProcessStartInfo { FileName = \"/bin/sh\", Arguments = $\"-c {name}\" };",
            SinkKind::ShellCommand,
        ),
        (
            "var process = new Process();\nprocess.StartInfo.Arguments = \"-c \" + name;",
            SinkKind::ShellCommand,
        ),
        ("return PhysicalFile(Path.Combine(\"/data\", name), \"text/plain\");", SinkKind::FilePath),
        ("System.IO.File.ReadAllText(\"/data/\" + name);", SinkKind::FilePath),
        ("using var client = new HttpClient();\nawait client.GetStringAsync(name);", SinkKind::OutgoingUrl),
        ("return Redirect(name);", SinkKind::Redirect),
        ("Response.Redirect(name);", SinkKind::Redirect),
        ("return Content(\"<b>\" + name + \"</b>\", \"text/html\");", SinkKind::Html),
        (
            "var searcher = new DirectorySearcher();\nsearcher.Filter = \"(cn=\" + name + \")\";",
            SinkKind::LdapFilter,
        ),
        ("var type = Type.GetType(name);", SinkKind::TypeName),
    ] {
        let found = flows(&controller(body));
        assert!(found.iter().any(|flow| flow.0 == sink), "{body}: {found:?}");
    }
    for body in [
        "return LocalRedirect(name);",
        "if (Url.IsLocalUrl(name)) { return Redirect(name); }",
        "System.IO.File.ReadAllText(Path.Combine(\"/data\", Path.GetFileName(name)));",
        "var whole = Path.GetFullPath(Path.Combine(\"/data\", name));\nif (!whole.StartsWith(\"/data/\")) return BadRequest();\nSystem.IO.File.ReadAllText(whole);",
        "return Content(\"<b>\" + System.Net.WebUtility.HtmlEncode(name) + \"</b>\", \"text/html\");",
        "System.Diagnostics.Process.Start(\"ping\", name);",
    ] {
        let found = flows(&controller(body));
        assert_eq!(found, [], "{body}");
    }
}

#[test]
fn a_policy_is_read_from_the_calls_that_build_it() {
    let facts = read(
        "builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy.SetIsOriginAllowed(_ => true).AllowCredentials()));\n\
         builder.Services.AddCors(options => options.AddPolicy(\"shop\", policy => policy.WithOrigins(\"https://shop.example\").AllowAnyHeader()));\n",
    );
    let policies: Vec<_> =
        facts.code.cors.iter().map(|policy| (policy.origins.clone(), policy.credentials)).collect();
    assert_eq!(
        policies,
        [(Origins::Reflected, true), (Origins::Listed(vec!["https://shop.example".to_owned()]), false)]
    );
}

#[test]
fn sets_of_a_context_are_queries() {
    let facts = read(&controller(
        "var all = await _context.Orders.Where(order => order.UserId == age).ToListAsync();\n\
         var some = await _context.Orders.OrderBy(order => order.Id).Take(20).ToListAsync();\n\
         foreach (var id in ids) { await _context.Orders.FirstOrDefaultAsync(order => order.Id == id); }",
    ));
    let queries: Vec<_> = facts
        .queries
        .iter()
        .map(|query| (query.tables.join(","), query.bounded, query.filtered, query.in_loop.is_some()))
        .collect();
    let orders = || "Orders".to_owned();
    assert_eq!(
        queries,
        [(orders(), false, true, false), (orders(), true, false, false), (orders(), true, true, true)]
    );
}

#[test]
fn deep_nesting_is_noted_and_the_rest_is_read() {
    for (open, close) in [("(\n", ")"), ("f(\n", ")"), ("!", ""), ("a => ", ""), ("new A(\n", ")")] {
        let text = format!(
            "class A {{ object x = {}1{}; void Last() {{}} }}\n",
            open.repeat(5_000),
            close.repeat(5_000)
        );
        assert_ne!(read_as(&text, Language::CSharp).coverage.status, Status::Read, "{open}");
    }
}
