//! What stands before each route of the code, control by control.

use super::inline::{code, count, short};
use super::material::Material;
use super::page::{Page, cite};
use crate::facts::{Control, Cover, Guard, Route};

/// Routes that the table has.
const MOST: usize = 60;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let routes = &material.facts.routes;
    if routes.is_empty() {
        return;
    }
    page.heading("Coverage of routes");
    let rows: Vec<[String; 7]> = routes.iter().take(MOST).map(|route| row(route, page)).collect();
    page.table(
        ["Route", "Handler", "Authentication", "Authorization", "Validation", "Rate limit", "CSRF"],
        &rows,
    );
    if routes.len() > MOST {
        page.paragraph(&format!("{} more are left out.", count(routes.len() - MOST, "route")));
    }
    page.paragraph("A guard stands for what it covers. `public` is declared so in code; `unknown` stands where something before the route was not handed in or is not understood; a dash where there is nothing to protect.");
}

fn row(route: &Route, page: &mut Page<'_>) -> [String; 7] {
    let place = page.sources.line(route.place).map(|(path, line)| cite(path, line));
    let label = [Some(code(&route.label())), place].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = route.handler.as_ref().and_then(|handler| handler.name.as_deref());
    let [authentication, authorization, validation, limit, csrf] =
        Control::ALL.map(|one| cell(route.cover(one)));
    [
        label,
        name.map_or_else(|| "–".to_owned(), short),
        authentication,
        authorization,
        validation,
        limit,
        csrf,
    ]
}

fn cell(cover: Cover<'_>) -> String {
    let named = |guard: &Guard| if guard.name.is_empty() { "yes".to_owned() } else { short(&guard.name) };
    match cover {
        Cover::Covered(guard) => named(guard),
        Cover::Public(guard) => format!("public: {}", named(guard)),
        Cover::Unknown(_) => "unknown".to_owned(),
        Cover::Missing => "**no**".to_owned(),
        Cover::NotNeeded => "–".to_owned(),
    }
}
