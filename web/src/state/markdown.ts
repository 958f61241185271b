/**
 * Reads the small Markdown that outlines are written in: headings, paragraphs, lists, tables, fenced code,
 * code spans, bold, emphasis. Everything else is text. What it gives is data: views draw it node by node.
 */

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'strong' | 'emphasis'; children: Inline[] };

export interface Item {
  children: Inline[];
  /** `null` where it is no box to tick. */
  checked: boolean | null;
  lists: List[];
}

export interface List {
  type: 'list';
  ordered: boolean;
  items: Item[];
}

export type Block =
  | { type: 'heading'; level: number; children: Inline[] }
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'code'; language: string; text: string }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { type: 'rule' }
  | List;

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/;
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const DEEPEST_LIST = 6;

export function parse(markdown: string): Block[] {
  const lines = markdown.split(/\r\n?|\n/);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = read(lines, at);
    if (block !== null) blocks.push(block);
    at = next;
  }
  return blocks;
}

/** The block that starts in a line, and the line after it. */
function read(lines: readonly string[], at: number): [Block | null, number] {
  const line = lines[at] ?? '';
  if (line.trim() === '') return [null, at + 1];
  const fence = FENCE.exec(line);
  if (fence !== null) return readCode(lines, at, fence[1] ?? '```', fence[2] ?? '');
  const heading = HEADING.exec(line);
  if (heading !== null) {
    return [{ type: 'heading', level: heading[1]?.length ?? 1, children: inlines(heading[2] ?? '') }, at + 1];
  }
  if (RULE.test(line)) return [{ type: 'rule' }, at + 1];
  if (line.includes('|') && DIVIDER.test(lines[at + 1] ?? '')) return readTable(lines, at);
  if (ITEM.test(line)) return readList(lines, at);
  return readParagraph(lines, at);
}

function readCode(lines: readonly string[], at: number, mark: string, language: string): [Block, number] {
  const closes = (line: string) => line.trim().startsWith(mark) && /^(`+|~+)$/.test(line.trim());
  let end = at + 1;
  while (end < lines.length && !closes(lines[end] ?? '')) end++;
  return [{ type: 'code', language, text: lines.slice(at + 1, end).join('\n') }, end + 1];
}

function readTable(lines: readonly string[], at: number): [Block, number] {
  const head = cells(lines[at] ?? '');
  let end = at + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|')) end++;
  const rows = lines.slice(at + 2, end).map((line) => {
    const row = cells(line);
    return head.map((_, column) => row[column] ?? []);
  });
  return [{ type: 'table', head, rows }, end];
}

/** Cells of a row; a bar in a code span or after a backslash belongs to its cell. */
function cells(line: string): Inline[][] {
  const trimmed = line.trim().replace(/^\|/, '');
  const found: string[] = [];
  let cell = '';
  let code = false;
  for (let at = 0; at < trimmed.length; at++) {
    const char = trimmed.charAt(at);
    if (char === '\\' && trimmed.charAt(at + 1) === '|') {
      cell += '|';
      at++;
    } else if (char === '|' && !code) {
      found.push(cell);
      cell = '';
    } else {
      if (char === '`') code = !code;
      cell += char;
    }
  }
  if (cell.trim() !== '') found.push(cell);
  return found.map((text) => inlines(text.trim()));
}

function readParagraph(lines: readonly string[], at: number): [Block, number] {
  let end = at + 1;
  const ends = (line: string) =>
    line.trim() === '' || FENCE.test(line) || HEADING.test(line) || ITEM.test(line) || RULE.test(line);
  while (end < lines.length && !ends(lines[end] ?? '')) end++;
  const text = lines
    .slice(at, end)
    .map((line) => line.trim())
    .join(' ');
  return [{ type: 'paragraph', children: inlines(text) }, end];
}

/** A list with the lists in its items, by how far each item is moved in. */
function readList(lines: readonly string[], at: number): [Block, number] {
  const root: List = { type: 'list', ordered: ITEM.exec(lines[at] ?? '')?.[3] !== undefined, items: [] };
  const open = [{ indent: ITEM.exec(lines[at] ?? '')?.[1]?.length ?? 0, list: root }];
  let end = at;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    const found = ITEM.exec(line);
    if (found === null) {
      const more = /^\s{2,}\S/.test(line) && !FENCE.test(line);
      const last = open.at(-1)?.list.items.at(-1);
      if (!more || last === undefined) break;
      last.children.push({ type: 'text', text: ' ' }, ...inlines(line.trim()));
      continue;
    }
    const indent = found[1]?.length ?? 0;
    while (open.length > 1 && indent < (open.at(-1)?.indent ?? 0)) open.pop();
    const parent = open.at(-1);
    const last = parent?.list.items.at(-1);
    if (
      parent !== undefined &&
      last !== undefined &&
      indent > parent.indent + 1 &&
      open.length < DEEPEST_LIST
    ) {
      const list: List = { type: 'list', ordered: found[3] !== undefined, items: [] };
      last.lists.push(list);
      open.push({ indent, list });
    }
    open.at(-1)?.list.items.push(item(found[4] ?? ''));
  }
  return [root, end];
}

function item(text: string): Item {
  const box = /^\[([ xX])\]\s+(.*)$/.exec(text);
  const checked = box === null ? null : box[1] !== ' ';
  return { children: inlines(box?.[2] ?? text), checked, lists: [] };
}

const INLINE = /(`+)(.+?)\1(?!`)|\*\*(?=\S)(.+?)\*\*|\*(?=\S)([^*]+?)\*|\\([\\`*_{}[\]()#+\-.!|<>~])/g;

/** Code spans first, then bold and emphasis; emphasis within bold is read too. */
export function inlines(text: string, depth = 0): Inline[] {
  const found: Inline[] = [];
  let at = 0;
  const plain = (part: string) => {
    const last = found.at(-1);
    if (part === '') return;
    if (last?.type === 'text') last.text += part;
    else found.push({ type: 'text', text: part });
  };
  for (const match of text.matchAll(INLINE)) {
    plain(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [whole, , code, strong, emphasis, escaped] = match;
    if (code !== undefined) found.push({ type: 'code', text: unpad(code) });
    else if (escaped !== undefined) plain(escaped);
    else if (depth > 2) plain(whole);
    else if (strong !== undefined) found.push({ type: 'strong', children: inlines(strong, depth + 1) });
    else found.push({ type: 'emphasis', children: inlines(emphasis ?? '', depth + 1) });
  }
  plain(text.slice(at));
  return found;
}

/** A code span that starts or ends with a backtick is padded with a space on both sides. */
function unpad(code: string): string {
  const padded = code.length > 2 && code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '';
  return padded ? code.slice(1, -1) : code;
}

/** A sentence with names in code spans: everything else stays as it is, stars and all. */
export function sentence(text: string): Inline[] {
  return text.split(/(`[^`]+`)/).flatMap((part): Inline[] => {
    if (part === '') return [];
    const code = part.length > 2 && part.startsWith('`') && part.endsWith('`');
    return [code ? { type: 'code', text: part.slice(1, -1) } : { type: 'text', text: part }];
  });
}
