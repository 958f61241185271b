//! What stands beside the tables, in words.

use super::{ReportObject, Writer};
use crate::facts::{Effects, Grant, Policy, Routine, TextValues, Trigger};

pub(super) fn objects(writer: &Writer<'_>) -> Vec<ReportObject> {
    let all = &writer.catalog.objects;
    let views = all.views.iter().map(|view| {
        let says = [(view.materialized, "materialized"), (view.invoker, "with the rights of who asks")];
        let says = says.into_iter().filter(|(said, _)| *said).map(|(_, what)| what.to_owned()).collect();
        let name = qualified(view.schema.as_deref(), &view.name);
        ReportObject { kind: "view", name, says, at: writer.at(view.place) }
    });
    let routines = all.routines.iter().map(|own| routine(writer, own));
    let triggers = all.triggers.iter().map(|own| trigger(writer, own));
    let policies = all.policies.iter().map(|own| policy(writer, own));
    let grants = all.grants.iter().map(|own| grant(writer, own));
    let queries = writer.submission.facts.queries().filter(|query| query.origin.is_kept());
    let queries = queries.map(|query| ReportObject {
        kind: "query",
        name: format!("{:?}", query.verb).to_lowercase(),
        says: query.tables.clone(),
        at: writer.at(query.place),
    });
    views.chain(routines).chain(triggers).chain(policies).chain(grants).chain(queries).collect()
}

fn qualified(schema: Option<&str>, name: &str) -> String {
    schema.map_or_else(|| name.to_owned(), |schema| format!("{schema}.{name}"))
}

fn routine(writer: &Writer<'_>, routine: &Routine) -> ReportObject {
    let mut says: Vec<String> = routine.language.iter().map(|language| format!("in {language}")).collect();
    says.extend(routine.definer.map(|_| "with the rights of its owner".to_owned()));
    says.extend(routine.search_path.as_ref().map(|path| format!("search_path {}", path.value)));
    effects(writer, &routine.effects, &mut says);
    let name = qualified(routine.schema.as_deref(), &routine.name);
    ReportObject { kind: "routine", name, says, at: writer.at(routine.place) }
}

fn trigger(writer: &Writer<'_>, trigger: &Trigger) -> ReportObject {
    let time = if trigger.before { "before" } else { "after" };
    let events: Vec<String> = trigger.events.iter().map(|verb| format!("{verb:?}").to_lowercase()).collect();
    let table = qualified(trigger.schema.as_deref(), &trigger.table);
    let mut says = vec![format!("{time} {} of {table}", events.join(", "))];
    says.extend(trigger.function.as_ref().map(|name| format!("calls {name}")));
    effects(writer, writer.catalog.effects_of(trigger), &mut says);
    ReportObject { kind: "trigger", name: trigger.name.clone(), says, at: writer.at(trigger.place) }
}

fn effects(writer: &Writer<'_>, effects: &Effects, says: &mut Vec<String>) {
    says.extend(effects.assigned.iter().map(|column| format!("sets {column}")));
    says.extend(effects.written.iter().map(|table| format!("writes {table}")));
    for dynamic in &effects.dynamic {
        let how = match dynamic.values {
            TextValues::Callers => "joined with parameters",
            TextValues::Others => "joined with other values",
            TextValues::Quoted => "without unquoted values",
        };
        says.push(format!("runs text as SQL at {}, {how}", writer.at(dynamic.place)));
    }
}

fn policy(writer: &Writer<'_>, policy: &Policy) -> ReportObject {
    let kind = if policy.restrictive { "restrictive" } else { "permissive" };
    let table = qualified(policy.schema.as_deref(), &policy.table);
    let mut says = vec![format!("{kind} for {} of {table}", policy.command)];
    says.extend(policy.roles.iter().map(|role| format!("to {role}")));
    says.extend(policy.using.as_ref().map(|own| format!("using {} at {}", own.value, writer.at(own.place))));
    says.extend(
        policy.with_check.as_ref().map(|own| format!("check {} at {}", own.value, writer.at(own.place))),
    );
    ReportObject { kind: "policy", name: policy.name.clone(), says, at: writer.at(policy.place) }
}

fn grant(writer: &Writer<'_>, grant: &Grant) -> ReportObject {
    let mut says: Vec<String> = grant.kind.clone().into_iter().collect();
    says.extend(grant.objects.iter().map(|object| format!("on {object}")));
    let preposition = if grant.revoked { "from" } else { "to" };
    says.extend(grant.to.iter().map(|role| format!("{preposition} {role}")));
    says.extend(grant.grantable.then(|| "with grant option".to_owned()));
    says.extend(grant.by_default.then(|| "by default".to_owned()));
    let kind = if grant.revoked { "revoke" } else { "grant" };
    ReportObject { kind, name: grant.privileges.join(", "), says, at: writer.at(grant.place) }
}
