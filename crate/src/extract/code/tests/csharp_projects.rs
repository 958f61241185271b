//! Several C# files that belong together.

use super::linked;
use crate::detect::Language;
use crate::facts::{Facts, Guard};

fn link(files: &[(&str, &str)]) -> Facts {
    linked(Language::CSharp, files)
}

#[test]
fn a_value_of_the_caller_is_followed_through_files_and_interfaces() {
    let web = "namespace Shop.Web;\n[Route(\"users\")]\npublic class UsersController(IUserService users) : BaseController\n{\n\
         [HttpGet]\n  public async Task<IActionResult> Find(string name, string sort) => Ok(await users.Find(name, sort));\n}\n";
    let base = "namespace Shop.Web;\n[ApiController, Authorize]\npublic abstract class BaseController : ControllerBase { }\n";
    let contract = "namespace Shop.Core;\npublic interface IUserService { Task<User> Find(string name, string sort); }\n";
    let service = "using Dapper;\nnamespace Shop.Core;\npublic class UserService : IUserService\n{\n  private readonly IDbConnection _db;\n\
         public async Task<User> Find(string name, string sort)\n  {\n    if (sort != \"age\") sort = \"name\";\n\
         return await _db.QueryFirstAsync<User>($\"SELECT * FROM users WHERE name = '{name}' ORDER BY {sort}\");\n  }\n}\n";
    let files = [
        ("src/Web/UsersController.cs", web),
        ("src/Web/BaseController.cs", base),
        ("src/Core/IUserService.cs", contract),
        ("src/Core/Services.cs", service),
    ];
    let facts = link(&files);
    let sources: Vec<_> =
        facts.flows.iter().map(|flow| (flow.source.value.as_str(), !flow.doubts.any())).collect();
    assert_eq!(sources, [("name", true)]);
    let route = &facts.routes[0];
    assert_eq!(route.identification().map(|guard| guard.name.as_str()), Some("BaseController"));
}

#[test]
fn an_application_serves_controllers_and_extensions_behind_what_stands_before_them() {
    let program = "var app = WebApplication.CreateBuilder(args).Build();\napp.UseAuthentication();\napp.MapControllers().RequireAuthorization();\n\
         app.MapGroup(\"/api\").MapOrders();\napp.Run();\n";
    let controller = "[Route(\"users\")]\npublic class UsersController : Controller { [HttpPost] public void Save(User user) { } }\n";
    let orders = "public static class OrdersApi\n{\n  public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder app)\n  {\n\
         var group = app.MapGroup(\"/orders\");\n    group.MapPost(\"/\", Save).RequireAuthorization();\n    group.MapGet(\"/{id}\", (int id) => id);\n    return app;\n  }\n\
         static void Save(Order order) { }\n}\n";
    let facts =
        link(&[("Program.cs", program), ("UsersController.cs", controller), ("OrdersApi.cs", orders)]);
    let mut found: Vec<_> = facts
        .routes
        .iter()
        .map(|route| (route.label(), route.identification().is_some(), route.mounts_seen))
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            ("GET /api/orders/{id}".to_owned(), false, true),
            ("POST /api/orders".to_owned(), true, true),
            ("POST /users".to_owned(), true, true),
        ]
    );
}

#[test]
fn a_policy_for_everything_guards_what_does_not_say_otherwise() {
    let startup = "public class Startup\n{\n  public void ConfigureServices(IServiceCollection services)\n  {\n\
         services.AddAuthorization(options => { options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build(); });\n  }\n\
         public void Configure(IApplicationBuilder app) { app.UseEndpoints(endpoints => { endpoints.MapControllers(); }); }\n}\n";
    let controller = "[Route(\"users\")]\npublic class UsersController : Controller { [HttpPost] public void Save(User user) { } [HttpGet, AllowAnonymous] public void All() { } }\n";
    let facts = link(&[("Startup.cs", startup), ("UsersController.cs", controller)]);
    let found: Vec<_> = facts
        .routes
        .iter()
        .map(|route| (route.label(), route.identification().map(Guard::is_optional), route.mounts_seen))
        .collect();
    assert_eq!(
        found,
        [("POST /users".to_owned(), Some(false), true), ("GET /users".to_owned(), Some(true), true)]
    );
}
