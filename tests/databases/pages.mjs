// The bad examples of the rules' pages, as projects of files.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const MARK = /[ \t]*(?:--|\/\/|#)\s*finding\s*$/gm;

/** Every bad example with SQL in it: the rule, and its files by path. */
export function examples(root) {
  const rules = join(root, 'crate', 'src', 'rules');
  const pages = readdirSync(rules, { recursive: true }).filter((path) => path.endsWith('.md'));
  return pages.sort().flatMap((path) => {
    const rule = basename(path, '.md').replaceAll('_', '-');
    const [, bad = ''] = readFileSync(join(rules, path), 'utf8').split(/^## Bad$/m);
    return projects(bad.split(/^## /m)[0]).map((files) => ({ rule, files }));
  });
}

function projects(section) {
  const named = {};
  const all = [named];
  for (const [, info, text] of section.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)) {
    const path = /\bfile=(\S+)/.exec(info)?.[1];
    const plain = text.replace(MARK, '');
    if (path) named[path] = plain;
    else if (/^sql\b/.test(info)) all.push({ 'schema.sql': plain });
  }
  return all.filter((files) => Object.keys(files).some((file) => file.endsWith('.sql')));
}
