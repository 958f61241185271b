//! The words that lines of each kind begin with or hold, and how much each says.

/// How a line shows what it belongs to.
pub(super) enum Sign {
    /// Begins with it, without regard to case.
    Begins(&'static str),
    /// Begins with the first and holds the second.
    Both(&'static str, &'static str),
    Holds(&'static str),
    Ends(&'static str),
}

use Sign::{Begins, Both, Ends, Holds};

pub(super) const SQL: &[(Sign, u32)] = &[
    (Begins("create table "), 5),
    (Begins("create unique index "), 5),
    (Begins("create index "), 5),
    (Begins("create type "), 3),
    (Begins("create view "), 4),
    (Begins("create or replace view "), 4),
    (Begins("create or replace function "), 4),
    (Begins("create extension "), 5),
    (Begins("create database "), 4),
    (Begins("alter table "), 5),
    (Begins("drop table "), 5),
    (Begins("insert into "), 4),
    (Begins("delete from "), 4),
    (Both("update ", " set "), 4),
    (Both("select ", " from "), 4),
    (Begins("select *"), 3),
    (Begins("with recursive "), 4),
    (Begins("grant "), 2),
];

pub(super) const TYPESCRIPT: &[(Sign, u32)] = &[
    (Begins("interface "), 2),
    (Both("export interface ", "{"), 4),
    (Both("export type ", "="), 4),
    (Both("import type ", " from "), 5),
    (Holds(": string"), 2),
    (Holds(": number"), 2),
    (Holds(": Promise<"), 4),
    (Holds(": Request"), 3),
    (Holds(" as const"), 3),
    (Begins("private readonly "), 3),
];

pub(super) const JAVASCRIPT: &[(Sign, u32)] = &[
    (Both("import ", " from "), 4),
    (Both("const ", "require("), 5),
    (Both("var ", "require("), 5),
    (Begins("module.exports"), 5),
    (Begins("exports."), 4),
    (Begins("export default "), 3),
    (Begins("export const "), 3),
    (Begins("export function "), 3),
    (Begins("export async function "), 4),
    (Begins("async function "), 3),
    (Both("function ", "{"), 2),
    (Both("const ", "="), 2),
    (Both("let ", "="), 1),
    (Both("app.", "=>"), 3),
    (Both("router.", "=>"), 3),
    (Both("app.", "("), 2),
    (Both("router.", "("), 2),
    (Holds("=> {"), 2),
    (Holds("await "), 1),
];

pub(super) const PYTHON: &[(Sign, u32)] = &[
    (Both("def ", "):"), 4),
    (Both("async def ", ":"), 4),
    (Both("from ", " import "), 4),
    (Both("class ", "):"), 3),
    (Begins("import os"), 3),
    (Both("if __name__", ":"), 5),
    (Both("@app.", "("), 3),
    (Begins("elif "), 2),
];

pub(super) const GO: &[(Sign, u32)] = &[
    (Begins("package main"), 4),
    (Both("func ", "{"), 4),
    (Begins("import ("), 3),
    (Holds(":= "), 2),
    (Holds("err != nil"), 4),
];

pub(super) const JAVA: &[(Sign, u32)] = &[
    (Both("import java", ";"), 5),
    (Both("import org.", ";"), 4),
    (Both("public class ", "{"), 4),
    (Both("package ", ";"), 3),
    (Begins("@RestController"), 5),
    (Begins("@Override"), 3),
    (Both("private final ", ";"), 3),
];

pub(super) const RUST: &[(Sign, u32)] = &[
    (Both("fn ", "{"), 3),
    (Both("pub fn ", "{"), 4),
    (Both("use ", "::"), 4),
    (Begins("impl "), 3),
    (Begins("#[derive("), 5),
    (Both("let ", " = "), 1),
    (Begins("pub struct "), 4),
];

pub(super) const CSHARP: &[(Sign, u32)] = &[
    (Both("using System", ";"), 5),
    (Both("using Microsoft", ";"), 5),
    (Begins("namespace "), 3),
    (Begins("[ApiController]"), 5),
    (Begins("[HttpGet"), 5),
    (Holds("{ get; set; }"), 4),
];

pub(super) const KOTLIN: &[(Sign, u32)] =
    &[(Both("fun ", "{"), 3), (Begins("data class "), 5), (Both("val ", "="), 2)];
pub(super) const PHP: &[(Sign, u32)] = &[(Begins("<?php"), 9)];
pub(super) const RUBY: &[(Sign, u32)] =
    &[(Both("require '", "'"), 3), (Begins("end"), 1), (Ends(" do"), 2), (Holds(" do |"), 3)];

pub(super) const GRAPHQL: &[(Sign, u32)] = &[
    (Both("type Query", "{"), 6),
    (Both("type Mutation", "{"), 6),
    (Both("extend type ", "{"), 5),
    (Both("extend schema", "@"), 5),
    (Both("directive @", " on "), 6),
    (Both("input ", "{"), 3),
    (Both("schema ", "{"), 3),
    (Both("fragment ", " on "), 4),
    (Both("query ", "{"), 3),
    (Both("mutation ", "{"), 3),
    (Both("subscription ", "{"), 3),
    (Both("union ", " | "), 4),
    (Begins("scalar "), 3),
    (Holds(": ID!"), 4),
    (Holds("!]!"), 3),
    (Ends(": String!"), 2),
    (Ends(": Int!"), 2),
];

pub(super) const PROTOBUF: &[(Sign, u32)] = &[
    (Both("syntax ", "proto"), 8),
    (Both("edition = \"20", ";"), 8),
    (Both("message ", "{"), 3),
    (Both("rpc ", "returns"), 5),
    (Both("service ", "{"), 2),
];

pub(super) const PRISMA: &[(Sign, u32)] = &[
    (Both("model ", "{"), 4),
    (Both("datasource ", "{"), 6),
    (Both("generator ", "{"), 4),
    (Holds("@id"), 3),
];

pub(super) const DOCKERFILE: &[(Sign, u32)] = &[
    (Begins("FROM "), 2),
    (Begins("RUN "), 2),
    (Begins("COPY "), 2),
    (Begins("WORKDIR "), 3),
    (Begins("ENTRYPOINT "), 3),
    (Begins("CMD ["), 3),
    (Begins("EXPOSE "), 2),
];

pub(super) const WEB_SERVER: &[(Sign, u32)] = &[
    (Both("server ", "{"), 3),
    (Begins("proxy_pass "), 5),
    (Begins("server_name "), 5),
    (Both("location ", "{"), 4),
];

pub(super) const TERRAFORM: &[(Sign, u32)] = &[
    (Both("resource \"", "{"), 6),
    (Both("provider \"", "{"), 5),
    (Both("variable \"", "{"), 5),
    (Begins("terraform {"), 6),
];

pub(super) const MARKDOWN: &[(Sign, u32)] = &[(Begins("```"), 4), (Begins("# "), 1), (Begins("## "), 3)];

impl Sign {
    pub(super) fn shows(&self, line: &str) -> bool {
        match self {
            Begins(start) => begins(line, start),
            Both(start, held) => {
                begins(line, start) && line.to_ascii_lowercase().contains(&held.to_ascii_lowercase())
            }
            Holds(held) => line.contains(held),
            Ends(end) => line.ends_with(end),
        }
    }
}

fn begins(line: &str, start: &str) -> bool {
    line.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}
