/** Colours for reading. The engine decides what a text is; this only looks at names and first signs. */

import { StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { javascript, json, typescript } from '@codemirror/legacy-modes/mode/javascript';

import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import type { Extension, Text } from '@codemirror/state';
import { classHighlighter, tags } from '@lezer/highlight';
import { csharp, go, java, python, rust } from './code';
import { sql } from './sql';

/** Longer texts are shown without colours: what is read there is the findings. */
const LONGEST = 2_000_000;

const LANGUAGES = {
  javascript: StreamLanguage.define(javascript),
  typescript: StreamLanguage.define(typescript),
  json: StreamLanguage.define({ ...json, tokenTable: { property: tags.propertyName } }),
  csharp: StreamLanguage.define(csharp),
  go: StreamLanguage.define(go),
  java: StreamLanguage.define(java),
  python: StreamLanguage.define(python),
  rust: StreamLanguage.define(rust),
  sql: StreamLanguage.define(sql),
  yaml: StreamLanguage.define(yaml),
};
export type LanguageName = keyof typeof LANGUAGES | 'none';

export function languageName(path: string, kind: string | null, text: Text): LanguageName {
  if (text.length > LONGEST) return 'none';
  const ending = kind ?? /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  switch (ending) {
    case 'sql':
      return 'sql';
    case 'go':
    case 'java':
    case 'python':
    case 'rust':
    case 'csharp':
      return ending;
    case 'py':
      return 'python';
    case 'rs':
      return 'rust';
    case 'cs':
      return 'csharp';
    case 'json':
      return 'json';
    case 'yaml':
    case 'yml':
      return 'yaml';
    case 'ts':
    case 'mts':
    case 'cts':
    case 'tsx':
    case 'typescript':
      return 'typescript';
    case 'js':
    case 'mjs':
    case 'cjs':
    case 'jsx':
    case 'javascript':
      return 'javascript';
    case undefined:
    case 'openapi':
      return looksLike(text.sliceString(0, 2_000));
    default:
      return 'none';
  }
}

function looksLike(start: string): LanguageName {
  if (/^\s*[{[]/.test(start)) return 'json';
  if (/\b(?:create|alter|insert|select)\s+(?:table|into|or|unique|index|\*|\w+\s*,)/i.test(start))
    return 'sql';
  if (/^\s*(?:import|export|const|let|var|function|async|'use strict'|\/\/)/m.test(start))
    return 'typescript';
  return /^\w[\w-]*:(?:\s|$)/m.test(start) ? 'yaml' : 'none';
}

export function language(name: LanguageName): Extension {
  return name === 'none' ? [] : [LANGUAGES[name], syntaxHighlighting(classHighlighter)];
}
