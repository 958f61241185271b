//! Several Python files that belong together, and what a value goes through on its way.

use super::linked;
use crate::detect::Language;
use crate::facts::{Facts, GuardKind};

fn link(files: &[(&str, &str)]) -> Facts {
    linked(Language::Python, files)
}

/// The sources that reach a dangerous place.
fn reached(files: &[(&str, &str)]) -> Vec<String> {
    link(files).flows.iter().map(|flow| flow.source.value.clone()).collect()
}

/// A handler of one file.
fn handler(before: &str, body: &str) -> String {
    let body = body.replace('\n', "\n    ");
    format!(
        "import os, sqlite3\nfrom html import escape\nfrom flask import Flask, request, abort\napp = Flask(__name__)\n\
         db = sqlite3.connect('x')\n{before}\n\n@app.get('/pets')\nasync def pets():\n    name = request.args['name']\n    {body}\n"
    )
}

const RUN: &str = "db.execute('SELECT id FROM pets WHERE name = ' + value)";

#[test]
fn a_value_of_the_caller_is_followed_through_files() {
    let routes = "from flask import Blueprint, request\nfrom app.services import pets\nfrom ..store import PetStore\nbp = Blueprint('pets', __name__)\n\n\
        @bp.get('/pets')\ndef find():\n    return pets.find(request.args.get('name'), limit=3)\n\n\
        @bp.get('/owners')\ndef owner():\n    return PetStore().of_owner(owner=request.args.get('owner'))\n";
    let service = "from app.store import PetStore\nstore = PetStore()\n\ndef find(name, limit):\n    return store.by_name(name)\n";
    let store = "import sqlite3\n\nclass PetStore:\n    def __init__(self):\n        self.db = sqlite3.connect('x')\n\n\
        \x20   def by_name(self, name):\n        return self.db.execute(f\"SELECT id FROM pets WHERE name = '{name}'\")\n\n\
        \x20   def of_owner(self, owner):\n        return self.db.execute('SELECT id FROM pets WHERE owner = ?', (owner,))\n";
    let files = [
        ("app/routes/pets.py", routes),
        ("app/services/pets.py", service),
        ("app/services/__init__.py", "VERSION = 1\n"),
        ("app/store.py", store),
    ];
    assert_eq!(reached(&files), ["request.args.get('name')"]);
}

#[test]
fn what_reaches_the_statement_is_found_however_it_gets_there() {
    for (before, body) in [
        (
            "",
            "def ask(value):\n    return db.execute('SELECT id FROM pets WHERE name = ' + value)\nask(name)",
        ),
        ("", "ask = lambda: db.execute('SELECT id FROM pets WHERE name = ' + name)\nask()"),
        (
            "class Ask:\n    def __init__(self, name):\n        self.name = name\n\n    def run(self):\n        db.execute('SELECT id FROM pets WHERE name = ' + self.name)\n",
            "Ask(name).run()",
        ),
        ("", "given = {'a': 'x', 'b': name}\nvalue = given['b']\nRUN"),
        ("", "given = ['x', name]\nvalue = given[1]\nRUN"),
        ("", "value = escape(name)\nRUN"),
        ("", "value = ''\nfor part in name.split(','):\n    value += part\nRUN"),
        ("", "try:\n    value = name\nexcept ValueError:\n    value = 'x'\nRUN"),
        ("async def read(value):\n    return value.strip()\n", "value = await read(name)\nRUN"),
        ("", "value = 'x'\nif len(name) > 3:\n    value = name\nRUN"),
        (
            "def join(*parts, end='', **more):\n    return ' '.join(parts) + more['tail'] + end\n",
            "value = join('a', tail=name)\nRUN",
        ),
        ("", "if (value := name):\n    RUN"),
        ("", "match name:\n    case 'a':\n        value = 'a'\n    case _:\n        value = name\nRUN"),
        ("", "with open('x') as file:\n    value = file.read() + name\n    RUN"),
    ] {
        let text = handler(before, &body.replace("RUN", RUN));
        let found = reached(&[("app.py", &text)]);
        assert_eq!(found, ["request.args['name']"], "{before}{body}");
    }
}

#[test]
fn what_cannot_reach_the_statement_is_not_found() {
    for (before, body) in [
        ("", "given = {'a': 'x', 'b': name}\nvalue = given['a']\nRUN"),
        ("", "given = ['x', name]\nvalue = given[0]\nRUN"),
        ("", "value = name\nvalue = 'x'\nRUN"),
        ("", "value = name\nif value not in ('a', 'b'):\n    return ''\nRUN"),
        ("", "value = name\nif not value.isalnum():\n    abort(400)\nRUN"),
        ("", "match name:\n    case 'a' | 'b':\n        value = name\n    case _:\n        value = 'a'\nRUN"),
        ("NAMES = {'a': 'x'}\n", "value = NAMES[name]\nRUN"),
        ("", "value = 'a' if name == 'a' else 'b'\nRUN"),
        (
            "class Ask:\n    name = 'x'\n\n    def __init__(self, other):\n        self.other = other\n",
            "value = Ask(name).name\nRUN",
        ),
        ("", "value = ', '.join('?' for _ in name)\nRUN"),
    ] {
        let text = handler(before, &body.replace("RUN", RUN));
        assert_eq!(reached(&[("app.py", &text)]), Vec::<String>::new(), "{before}{body}");
    }
}

#[test]
fn an_application_of_another_file_has_its_guards_and_prefixes() {
    let main = "from fastapi import Depends, FastAPI\nfrom .auth import current_user\nfrom .routes import pets\napp = FastAPI()\n\
        app.include_router(pets.router, prefix='/api', dependencies=[Depends(current_user)])\n";
    let pets = "from fastapi import APIRouter\nrouter = APIRouter(prefix='/pets')\n\n@router.delete('/{id}')\ndef remove(id: int):\n    return id\n";
    let facts =
        link(&[("app/main.py", main), ("app/routes/pets.py", pets), ("app/routes/__init__.py", "A = 1\n")]);
    let routes: Vec<_> = facts.routes.iter().map(|route| (route.path.as_str(), route.mounts_seen)).collect();
    assert_eq!(routes, [("/api/pets/{id}", true)]);
    assert!(facts.routes.iter().all(|route| route.guard(GuardKind::Authentication).is_some()));
}

#[test]
fn routes_of_lists_have_the_guards_of_their_views() {
    let urls = "from django.urls import include, path\nfrom django.contrib.auth.decorators import login_required\nfrom . import views\n\
        urlpatterns = [path('pets/<int:pk>/', views.pet), path('owners/', login_required(views.owners)), path('api/', include('clinic.api.urls'))]\n";
    let views = "from django.contrib.auth.decorators import login_required\n\n@login_required\ndef pet(request, pk):\n    return request.POST['name']\n\n\
        def owners(request):\n    return None\n";
    let api = "from rest_framework import routers\nfrom django.urls import include, path\nfrom .sets import VisitSet\nrouter = routers.DefaultRouter()\n\
        router.register('visits', VisitSet)\nurlpatterns = [path('v1/', include(router.urls))]\n";
    let sets = "from rest_framework import permissions, viewsets\n\nclass VisitSet(viewsets.ModelViewSet):\n    permission_classes = [permissions.IsAuthenticated]\n";
    let facts = link(&[
        ("clinic/urls.py", urls),
        ("clinic/views.py", views),
        ("clinic/api/urls.py", api),
        ("clinic/api/sets.py", sets),
    ]);
    let paths: Vec<&str> = facts.routes.iter().map(|route| route.path.as_str()).collect();
    assert_eq!(paths, ["/pets/{pk}", "/owners", "/api/v1/visits", "/api/v1/visits/{pk}"]);
    assert!(facts.routes.iter().all(|route| route.guard(GuardKind::Authentication).is_some()));
    assert!(facts.routes.first().is_some_and(|route| route.reads("body")));
}
