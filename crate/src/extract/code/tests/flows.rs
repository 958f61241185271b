//! Values that travel through the shapes that programs have in every language: what arrives, and what does not.

use super::read_as;
use crate::detect::Language;
use crate::facts::SinkKind;

/// The lines of a text that end in the mark `bad`, and those in which a caller's value arrives.
fn lines(text: &str, language: Language) -> (Vec<usize>, Vec<usize>) {
    let marked = text.lines().enumerate().filter(|(_, line)| line.ends_with(" bad"));
    let marked: Vec<usize> = marked.map(|(at, _)| at + 1).collect();
    let flows = read_as(text, language).flows;
    let line = |start: u32| text.bytes().take(start as usize).filter(|byte| *byte == b'\n').count() + 1;
    let mut found: Vec<usize> = flows.iter().map(|flow| line(flow.argument.span.start)).collect();
    found.sort_unstable();
    found.dedup();
    (marked, found)
}

fn agrees(text: &str, language: Language) {
    let (marked, found) = lines(text, language);
    assert!(!marked.is_empty(), "nothing is marked");
    assert_eq!(found, marked, "lines of {text}");
}

#[test]
fn javascript_jumps_maps_errors_and_encodings() {
    agrees(
        r"
const express = require('express');
const { exec } = require('child_process');
const app = express();
app.get('/a', (req, res) => {
  const p = req.query.p;
  let t = 'c';
  for (const z of names) { if (z) { t = p; break; } }
  exec('ls ' + t); // bad
  let s = p;
  for (const z of ['a', 'b']) { s = z; }
  exec('ls ' + s);
  const m = new Map([['a', 'c'], ['b', p]]);
  exec('ls ' + m.get('a'));
  exec('ls ' + m.get('b')); // bad
  try { throw new Error(p); } catch (e) { exec('ls ' + e.message); } // bad
  let u;
  switch ('abc'.charAt(1)) { case 'a': u = p; break; case 'b': u = 'c'; break; default: u = p; }
  exec('ls ' + u);
  while (false) { exec('ls ' + p); }
  if (p === 'x') return;
  exec('ls ' + p.replace(/[^a-z]/g, ''));
});
",
        Language::JavaScript,
    );
}

#[test]
fn javascript_is_told_by_peers_events_and_resolvers() {
    agrees(
        r"
const { exec } = require('child_process');
wss.on('connection', (ws) => {
  ws.on('message', (data) => exec('ls ' + data)); // bad
  ws.on('close', (code) => exec('ls ' + code));
});
exports.handler = async (event) => exec('ls ' + event.body); // bad
const resolvers = { Query: { pet: (parent, { name }) => exec('ls ' + name) } }; // bad
channel.consume('orders', (message) => exec('ls ' + message.content)); // bad
",
        Language::JavaScript,
    );
}

#[test]
fn python_slices_generators_errors_and_paths() {
    agrees(
        r"
import base64, os, re
from pathlib import Path
from flask import Flask, request
app = Flask(__name__)

def parts(v):
    yield v

@app.route('/a')
def a():
    p = request.args['p']
    both = ['c', p]
    os.system('ls ' + both[0])
    os.system('ls ' + both[-1]) # bad
    for v in parts(p):
        os.system('ls ' + v) # bad
    try:
        raise ValueError(p)
    except ValueError as e:
        os.system('ls ' + str(e)) # bad
    code = base64.b64encode(p.encode())
    os.system('ls ' + code.decode())
    os.system('ls ' + base64.b64decode(code).decode()) # bad
    os.system('ls ' + re.sub(r'[^a-z]', '', p))
    (Path('/data') / p).read_text() # bad
    inside = (Path('/data') / p).resolve()
    if inside.is_relative_to('/data'):
        inside.read_text()
    return 'x'

def lambda_handler(event, context):
    os.system('ls ' + event['path']) # bad
",
        Language::Python,
    );
}

#[test]
fn java_ends_of_lists_suppliers_records_and_sessions() {
    agrees(
        r#"
package org.shop;
import java.util.*;
import java.util.function.*;
import java.sql.*;
import javax.servlet.http.*;
public class Probe extends HttpServlet {
  private Connection db;
  record Pair(String left, String right) { }
  public void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    Statement st = db.createStatement();
    String p = request.getParameter("p");
    Deque<String> stack = new ArrayDeque<>(); stack.push("x"); stack.push(p);
    st.execute("select a from t where b = '" + stack.pop() + "'"); // bad
    st.execute("select a from t where b = '" + stack.pop() + "'");
    StringBuilder text = new StringBuilder(p); text.setLength(0); text.append("c");
    st.execute("select a from t where b = '" + text + "'");
    Supplier<String> later = () -> p;
    st.execute("select a from t where b = '" + later.get() + "'"); // bad
    Pair pair = new Pair("c", p);
    st.execute("select a from t where b = '" + pair.left() + "'");
    st.execute("select a from t where b = '" + pair.right() + "'"); // bad
    String cookie = "none";
    for (Cookie c : request.getCookies()) { if (c.getName().equals("k")) { cookie = c.getValue(); break; } }
    st.execute("select a from t where b = '" + cookie + "'"); // bad
    st.execute("select a from t where b = '" + p.replaceAll("'", "") + "'");
    st.execute("select a from t where b = " + p.replaceAll("'", "")); // bad
    response.getWriter().printf("<i>%s</i>", p); // bad
    response.setContentType("application/json");
    response.getWriter().print("<i>" + p);
  }
}
"#,
        Language::Java,
    );
}

#[test]
fn go_channels_keys_and_several_results() {
    agrees(
        r#"
package web

import (
	"archive/zip"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func two(v string) (string, string) { return "c", v }

func A(w http.ResponseWriter, r *http.Request) {
	p := r.FormValue("p")
	x, y := two(p)
	exec.Command("sh", "-c", x).Run()
	exec.Command("sh", "-c", y).Run() // bad
	ch := make(chan string, 1)
	ch <- p
	exec.Command("sh", "-c", <-ch).Run() // bad
	for k := range r.URL.Query() {
		exec.Command("sh", "-c", k).Run() // bad
	}
	raw := "/data/" + p
	if strings.HasPrefix(raw, "/data/") {
		os.Open(raw) // bad
	}
	inside := filepath.Join("/data", p)
	if strings.HasPrefix(inside, "/data/") {
		os.Open(inside)
	}
	archive, _ := zip.OpenReader("a.zip")
	for _, entry := range archive.File {
		os.Create("/data/" + entry.Name) // bad
		os.Create("/data/" + filepath.Base(entry.Name))
	}
}
"#,
        Language::Go,
    );
}

#[test]
fn what_a_setting_closed_or_opened_is_known_where_it_is_used() {
    let read = |feature: &str| {
        let text = format!(
            "package org.shop;\nimport javax.servlet.http.*;\nimport javax.xml.parsers.*;\npublic class P extends HttpServlet {{\n\
             private DocumentBuilderFactory made() throws Exception {{ DocumentBuilderFactory f = DocumentBuilderFactory.newInstance(); {feature} return f; }}\n\
             public void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {{\n\
             made().newDocumentBuilder().parse(request.getInputStream());\n}}\n}}\n"
        );
        read_as(&text, Language::Java).flows.iter().filter(|flow| flow.sink == SinkKind::XmlEntities).count()
    };
    assert_eq!(read(""), 1);
    assert_eq!(read("f.setNamespaceAware(true);"), 1);
    assert_eq!(read("f.setFeature(\"http://apache.org/xml/features/disallow-doctype-decl\", false);"), 1);
    assert_eq!(read("f.setFeature(\"http://apache.org/xml/features/disallow-doctype-decl\", true);"), 0);
    assert_eq!(read("f.setAttribute(javax.xml.XMLConstants.ACCESS_EXTERNAL_DTD, \"\");"), 0);
    assert_eq!(
        read(
            "if (Math.random() > 0.5) { f.setFeature(\"http://xml.org/sax/features/external-general-entities\", false); }"
        ),
        1
    );
}
