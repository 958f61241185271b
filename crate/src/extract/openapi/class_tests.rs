//! What the classes of operations come to for whole documents.

use crate::artifact::{FileId, Source};
use crate::collections::Sort;
use crate::facts::OperationClass::{
    Action, Admin, Bulk, Create, Debug, Delete, Documentation, Export, Health, List, Login, Metrics, Order,
    PasswordReset, Payment, Read, Search, SignOut, SignUp, Token, Update, WebhookReceiver,
};
use crate::facts::{FileFacts, OperationClass};

fn classes_of(method: &str, path: &str, id: &str) -> Vec<OperationClass> {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: 1.0.0}}\npaths:\n  '{path}':\n    {method}:\n      operationId: '{id}'\n      responses: {{'200': {{description: Done}}}}\n"
    );
    let mut facts = FileFacts::default();
    let source = Source { file: FileId(0), path: "api.yaml", text: &text, offset: 0 };
    super::read(&source, &crate::artifact::Alone, &mut facts);
    let contract = facts.contracts.first().unwrap();
    let mut classes: Vec<_> = contract.operations[0].classes.iter().map(|(class, _)| class).collect();
    classes.order();
    classes
}

#[test]
fn a_path_and_an_id_say_what_an_operation_is_for() {
    for (method, path, id, expected) in [
        ("post", "/api/v1/auth/login", "", &[Login, Action] as &[_]),
        ("post", "/sign-in", "", &[Login, Action]),
        ("post", "/oauth/token", "", &[Token, Action]),
        ("post", "/users/password/reset", "", &[PasswordReset, Action]),
        ("post", "/users/register", "", &[SignUp, Action]),
        ("delete", "/session", "", &[SignOut, Delete]),
        ("post", "/payments", "", &[Payment, Create]),
        ("post", "/orders/{id}/items", "", &[Order, Create]),
        ("delete", "/admin/users/{id}", "", &[Admin, Delete]),
        ("get", "/users:export", "", &[Export, Read]),
        ("post", "/users/bulk", "", &[Bulk, Action]),
        ("get", "/healthz", "", &[Health, Read]),
        ("get", "/actuator/prometheus", "", &[Metrics, Debug, Read]),
        ("get", "/swagger.json", "", &[Documentation, Read]),
        ("post", "/webhooks/stripe", "", &[WebhookReceiver, Action]),
        ("get", "/search", "", &[Search, Read]),
        ("post", "/#Action=DeleteQueue", "POST_DeleteQueue", &[Delete]),
        ("post", "/v1/{name}:setIamPolicy", "iam.setIamPolicy", &[Update]),
    ] {
        assert_eq!(classes_of(method, path, id), expected, "{method} {path}");
    }
}

#[test]
fn a_word_within_a_word_says_nothing() {
    for (method, path, id, expected) in [
        ("get", "/widgets", "listWidgets", Read),
        ("get", "/authors", "", Read),
        ("get", "/orders/{id}/status", "", Read),
        ("post", "/webhooks", "createWebhook", Create),
        ("get", "/users/{id}/logins", "", Read),
        ("post", "/devices/register", "", Action),
        ("get", "/reports", "", Read),
        ("get", "/exporters", "", Read),
        ("put", "/lists/{id}/sort-order", "", Update),
    ] {
        let classes = classes_of(method, path, id);
        let expected: &[_] = if path.starts_with("/orders") { &[Order, Read] } else { &[expected] };
        assert_eq!(classes, expected, "{method} {path}");
    }
    assert!(!classes_of("get", "/items", "").contains(&List), "nothing shows what it answers with");
}
