use crate::artifact::Place;
use crate::facts::Method;

/// One option with a plain value; what stands within a message literal has its own path:
/// `google.api.http.additional_bindings.get`.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Without parentheses.
    pub name: String,
    /// The content of a string, else the word or number as written.
    pub value: String,
    /// Settings of one message literal share it; literals within it have their own.
    pub literal: u32,
    /// Its name stands in parentheses: it is declared as an extension.
    pub custom: bool,
    pub place: Place,
}

/// The value of the first option of that name.
pub fn setting<'a>(settings: &'a [Setting], name: &str) -> Option<&'a Setting> {
    settings.iter().find(|setting| setting.name == name)
}

/// Whether an option is set to `true`.
pub fn truth(settings: &[Setting], name: &str) -> bool {
    setting(settings, name).is_some_and(|setting| setting.value == "true")
}

/// How an rpc is reached over HTTP (`google.api.http`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpBinding<'a> {
    pub method: Method,
    pub path: &'a str,
    /// The field that is the body, or `*`.
    pub body: Option<&'a str>,
    pub place: Place,
}

pub fn http_bindings(settings: &[Setting]) -> Vec<HttpBinding<'_>> {
    let http = |setting: &&Setting| setting.name.starts_with("google.api.http.");
    let rules: Vec<&Setting> = settings.iter().filter(http).collect();
    let mut found = Vec::new();
    for rule in &rules {
        let word = rule.name.rsplit('.').next().unwrap_or_default();
        let binds = ["get", "put", "post", "delete", "patch"].contains(&word);
        let Some(method) = Method::named(word).filter(|_| binds) else { continue };
        let body = rules
            .iter()
            .find(|other| other.literal == rule.literal && other.name.rsplit('.').next() == Some("body"));
        found.push(HttpBinding {
            method,
            path: &rule.value,
            body: body.map(|body| body.value.as_str()),
            place: rule.place,
        });
    }
    found
}
