//! The coverage table of all routes: what each asks of its callers, with what shows it.

use super::ranges::located;
use super::{ControlState, ReportControl, ReportRoute};
use crate::Submission;
use crate::facts::{Control, Cover, Guard, Method, Route};

pub(super) fn routes(submission: &Submission<'_>) -> Vec<ReportRoute> {
    submission.facts.routes.iter().filter_map(|one| route(submission, one)).collect()
}

fn route(submission: &Submission<'_>, route: &Route) -> Option<ReportRoute> {
    let (file, range) = located(submission, route.place)?;
    let shown = |wanted| control(submission, route.cover(wanted));
    Some(ReportRoute {
        method: route.method.map(|method| Method::name(method).to_owned()),
        path: route.path.clone(),
        file,
        range,
        handler: route.handler.as_ref().and_then(|handler| handler.name.clone()),
        roles: route.roles(),
        authentication: shown(Control::Authentication),
        authorization: shown(Control::Authorization),
        validation: shown(Control::Validation),
        rate_limit: shown(Control::RateLimit),
        csrf: shown(Control::Csrf),
    })
}

fn control(submission: &Submission<'_>, cover: Cover<'_>) -> ReportControl {
    let (state, guard) = match cover {
        Cover::Covered(guard) => (ControlState::Covered, Some(guard)),
        Cover::Public(guard) => (ControlState::Public, Some(guard)),
        Cover::Unknown(guard) => (ControlState::Unknown, guard),
        Cover::Missing => (ControlState::NotCovered, None),
        Cover::NotNeeded => (ControlState::NotNeeded, None),
    };
    let (file, range) = guard.and_then(|guard| located(submission, guard.place)).unzip();
    let name = |guard: &Guard| guard.name.clone();
    ReportControl { state, name: guard.map(name).filter(|name| !name.is_empty()), file, range }
}
