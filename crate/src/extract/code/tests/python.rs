//! What is read from Python.

use super::{read_as, routes};
use crate::detect::Language;
use crate::facts::{FileFacts, GuardKind, Method, SinkKind, Status};

fn read(text: &str) -> FileFacts {
    let facts = read_as(text, Language::Python);
    assert_eq!(facts.coverage.notes, [], "the text of the test is not read whole: {text}");
    facts
}

fn flows(text: &str) -> Vec<(SinkKind, String, bool)> {
    read(text).flows.into_iter().map(|flow| (flow.sink, flow.source.value, !flow.doubts.any())).collect()
}

/// A Flask handler with a cursor.
fn handler(body: &str) -> String {
    let body = body.replace('\n', "\n    ");
    format!(
        "import os, re, sqlite3\nfrom flask import Flask, request\napp = Flask(__name__)\n\
         db = sqlite3.connect('x')\nSORTS = ['name', 'age']\n\n@app.route('/users/<name>')\ndef users(name):\n    {body}\n"
    )
}

#[test]
fn a_decorator_registers_a_route_with_what_stands_below_it() {
    let facts = read(
        "from flask import Flask, Blueprint\nfrom flask_login import login_required\napp = Flask(__name__)\n\
         bp = Blueprint('pets', __name__, url_prefix='/pets')\n\n@bp.route('/<int:id>', methods=['GET', 'DELETE'])\n\
         @login_required\ndef pet(id):\n    return str(id)\n\n@app.get('/health')\ndef health():\n    return 'ok'\n\n\
         app.register_blueprint(bp)\n",
    );
    assert_eq!(
        routes(&facts),
        [
            (Some(Method::Get), "/health".to_owned(), vec![]),
            (Some(Method::Get), "/pets/{id}".to_owned(), vec![GuardKind::Authentication]),
            (Some(Method::Delete), "/pets/{id}".to_owned(), vec![GuardKind::Authentication]),
        ]
    );
    assert_eq!(facts.code.routers.iter().map(|router| router.mounts.len()).sum::<usize>(), 1);
}

#[test]
fn what_a_framework_injects_may_be_a_guard() {
    let facts = read(
        "from fastapi import FastAPI, Depends\nfrom .auth import get_current_user\nfrom .db import get_db\napp = FastAPI()\n\n\
         @app.post('/pets/{id}')\nasync def save(id: int, pet: PetIn, user = Depends(get_current_user), db = Depends(get_db)):\n    return pet\n",
    );
    let kinds = vec![GuardKind::Authentication, GuardKind::Validation];
    assert_eq!(routes(&facts), [(Some(Method::Post), "/pets/{id}".to_owned(), kinds)]);
}

#[test]
fn a_text_of_the_caller_in_a_statement_is_a_flow() {
    for body in [
        "db.execute('SELECT id FROM users WHERE name = ' + request.args['name'])",
        "db.execute(f\"SELECT id FROM users WHERE name = '{request.args.get('name')}'\")",
        "db.execute('SELECT id FROM users WHERE name = %s' % request.args.get('name'))",
        "db.execute('SELECT id FROM users WHERE name = {}'.format(request.args.get('name').strip()))",
        "q = 'SELECT id FROM users WHERE a = %(name)s' % {'name': request.form['name']}\ndb.execute(q)",
        "parts = []\nparts.append(request.args.get('name'))\ndb.execute('SELECT id FROM users WHERE ' + ' AND '.join(parts))",
        "cur = db.cursor()\nwith db:\n    cur.execute('SELECT id FROM users WHERE name = ' + name)",
        "try:\n    q = request.json['name']\nexcept KeyError:\n    q = ''\ndb.execute('SELECT id FROM users WHERE name = ' + q)",
        "db.execute('SELECT id FROM users WHERE name IN (' + ','.join([n for n in request.form.getlist('n')]) + ')')",
    ] {
        let found = flows(&handler(body));
        assert_eq!(found.len(), 1, "{body}");
        assert!(found.iter().all(|flow| flow.0 == SinkKind::SqlText && flow.2), "{body}: {found:?}");
    }
}

#[test]
fn what_was_bound_checked_or_converted_is_no_flow() {
    for body in [
        "db.execute('SELECT id FROM users WHERE name = ?', (request.args['name'],))",
        "n = int(request.args['n'])\ndb.execute(f'SELECT id FROM users LIMIT {n}')",
        "n = request.args.get('n', type=int)\ndb.execute(f'SELECT id FROM users LIMIT {n}')",
        "sort = request.args['sort']\nif sort not in SORTS:\n    raise ValueError()\ndb.execute('SELECT id FROM users ORDER BY ' + sort)",
        "sort = request.args['sort'] if request.args['sort'] in SORTS else 'name'\ndb.execute('SELECT id FROM users ORDER BY ' + sort)",
        "if not name.isdigit():\n    return ''\ndb.execute('SELECT id FROM users WHERE id = ' + name)",
        "if not re.fullmatch(r'^[a-z]+$', name):\n    return ''\ndb.execute('SELECT id FROM users ORDER BY ' + name)",
        "name = 'x'\ndb.execute('SELECT id FROM users WHERE id = ' + name)",
        "columns = {'a': 'name', 'b': 'age'}\ndb.execute('SELECT id FROM users ORDER BY ' + columns.get(name, 'name'))",
        "ids = request.json['ids']\ndb.execute('SELECT id FROM users WHERE id IN (' + ','.join('?' for _ in ids) + ')', ids)",
    ] {
        assert_eq!(flows(&handler(body)), [], "{body}");
    }
}

#[test]
fn deep_nesting_is_noted_and_the_rest_is_read() {
    for (open, close) in [
        ("(\n", ")"),
        ("[\n", "]"),
        ("{1:\n", "}"),
        ("f(\n", ")"),
        ("not ", ""),
        ("lambda: ", ""),
        ("f(a=\n", ")"),
    ] {
        let text = format!("x = {}1{}\n\ndef last():\n    pass\n", open.repeat(5_000), close.repeat(5_000));
        assert_eq!(read_as(&text, Language::Python).coverage.status, Status::Partly, "{open}");
    }
}
