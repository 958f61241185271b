//! What a function says by its outcome of what it was given, in the same file and in another one.

use super::{flows, linked, read_as};
use crate::detect::Language;
use crate::facts::SinkKind;

fn sinks(language: Language, text: &str) -> Vec<SinkKind> {
    read_as(text, language).flows.into_iter().map(|flow| flow.sink).collect()
}

#[test]
fn a_check_that_throws_holds_for_what_follows() {
    let text = r"
const express = require('express');
const fs = require('fs');
const path = require('path');
const app = express();
function ensureWithin(folder, file) {
  if (!path.resolve(folder, file).startsWith(folder + path.sep)) {
    throw new Error('outside');
  }
}
function look(folder, file) {
  if (file.length > 200) { throw new Error('long'); }
}
app.get('/a', (req, res) => {
  const name = req.query.name;
  ensureWithin('/srv/files', name);
  res.send(fs.readFileSync(path.join('/srv/files', name)));
});
app.get('/b', (req, res) => {
  const other = req.query.other;
  look('/srv/files', other);
  res.send(fs.readFileSync(path.join('/srv/files', other)));
});
";
    let found: Vec<String> = flows(text).into_iter().map(|(_, source, _)| source).collect();
    assert_eq!(found, ["req.query.other"]);
}

#[test]
fn an_answer_holds_on_the_branch_that_it_decides() {
    let text = r#"
from urllib.parse import urlparse
from flask import Flask, redirect, request

app = Flask(__name__)


def stays_here(address):
    parsed = urlparse(address)
    if parsed.netloc:
        return False
    return True


@app.get("/in")
def sign_in():
    target = request.args.get("next")
    if stays_here(target):
        return redirect(target)
    return redirect("/")


@app.get("/out")
def sign_out():
    target = request.args.get("next")
    if not stays_here(target):
        return redirect(target)
    return redirect("/")
"#;
    assert_eq!(sinks(Language::Python, text), [SinkKind::Redirect]);
}

#[test]
fn an_error_that_is_nothing_lets_a_value_pass() {
    let check = r#"
package files

import (
	"errors"
	"strings"
)

func checkName(name string) error {
	if strings.Contains(name, "..") || strings.Contains(name, "/") {
		return errors.New("no path")
	}
	return nil
}
"#;
    let handler = r#"
package files

import (
	"net/http"
	"os"
)

func read(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	if err := checkName(name); err != nil {
		http.Error(w, "bad", 400)
		return
	}
	data, _ := os.ReadFile("/srv/" + name)
	w.Write(data)
}

func readAny(w http.ResponseWriter, r *http.Request) {
	other := r.URL.Query().Get("other")
	if err := checkName(other); err == nil {
		return
	}
	data, _ := os.ReadFile("/srv/" + other)
	w.Write(data)
}

func main() {
	http.HandleFunc("/read", read)
	http.HandleFunc("/any", readAny)
}
"#;
    let facts = linked(Language::Go, &[("files/check.go", check), ("files/main.go", handler)]);
    let found: Vec<_> = facts.flows().map(|flow| flow.source.value.as_str()).collect();
    assert_eq!(found, [r#"r.URL.Query().Get("other")"#]);
}

#[test]
fn a_check_that_only_returns_holds_behind_it() {
    let text = r#"
package app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.web.bind.annotation.*;

@RestController
public class Reader {
    private final Path folder = Path.of("/srv/files");

    @GetMapping("/a")
    public byte[] a(@RequestParam String name) throws Exception {
        Path file = folder.resolve(name);
        checkWithin(folder, file);
        return Files.readAllBytes(file);
    }

    @GetMapping("/b")
    public byte[] b(@RequestParam String other) throws Exception {
        return Files.readAllBytes(folder.resolve(other));
    }

    private static void checkWithin(Path folder, Path file) {
        if (file.normalize().startsWith(folder)) {
            return;
        }
        throw new IllegalArgumentException();
    }
}
"#;
    let found: Vec<String> =
        read_as(text, Language::Java).flows.into_iter().map(|flow| flow.source.value).collect();
    assert_eq!(found, ["other"]);
}

#[test]
fn what_a_schema_lists_is_no_text_of_a_caller() {
    let schemas = r#"
import { z } from "zod";
export const listSchema = z
  .object({ search: z.string().optional(), sort: z.enum(["name", "age"]).default("name") })
  .extend({ page: z.coerce.number() });
"#;
    let route = r#"
import express from "express";
import { Pool } from "pg";
import { listSchema } from "./schemas";
import { list } from "./list";
const app = express();
const pool = new Pool();
app.get("/pets", async (req, res) => {
  const query = listSchema.parse(req.query);
  await pool.query(`SELECT id FROM pets ORDER BY ${query.sort}`);
  res.json(await list({ ...query, owner: req.user.id }));
});
"#;
    let list = r#"
import { Pool } from "pg";
const pool = new Pool();
export async function list(filters) {
  const { search, sort } = filters;
  await pool.query(`SELECT id FROM pets ORDER BY ${sort}`);
  return pool.query(`SELECT id FROM pets WHERE name LIKE '%${search}%'`);
}
"#;
    let files = [("src/schemas.ts", schemas), ("src/route.ts", route), ("src/list.ts", list)];
    let facts = linked(Language::TypeScript, &files);
    let found: Vec<u32> = facts.flows().map(|flow| flow.argument.span.start).collect();
    let only = list.find("`SELECT id FROM pets WHERE").map(|at| u32::try_from(at).unwrap_or_default());
    assert_eq!(found, only.into_iter().collect::<Vec<_>>());
}
