// Projects of any size from the files in crate/benches/code, in the way of crate/benches/code/project.rs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const LANGUAGES = ['csharp', 'go', 'java', 'python', 'rust', 'typescript'];

const folder = join(import.meta.dirname, '../../../crate/benches/code');
const things = ['Order', 'Invoice', 'Customer', 'Product', 'Shipment', 'Payment', 'Ticket', 'Booking', 'Contract', 'Voucher', 'Account', 'Message'];
const texts = ['title', 'reason', 'subject', 'label'];
const numbers = ['amountDue', 'weight', 'total'];
const flags = ['public', 'verified', 'locked'];

/** `most` files of a language, or as many as make up `leastBytes`. */
export function projectFiles(language, { most = Infinity, leastBytes = Infinity }) {
  const files = [];
  let size = 0;
  for (let thing = 0; ; thing += 1) {
    for (const [name, template] of templates(language)) {
      if (files.length >= most || size >= leastBytes) return files;
      const text = written(arranged(template, thing), thing);
      size += text.length;
      files.push({ path: written(`src/visits/${name}`, thing), text });
    }
  }
}

/** One file of that many lines or a few more: what answers requests for several things. */
export function longFile(language, lines) {
  const [name, text] = templates(language).find(([file]) => /route|Controller/i.test(file));
  const all = parts(text);
  let whole = all[0];
  for (let thing = 0; whole.split('\n').length <= lines; thing += 1) {
    for (const part of all.slice(1, -1)) whole += written(part, thing);
  }
  return { path: `src/all/${name}`, text: whole + all.at(-1) };
}

function templates(language) {
  const names = readdirSync(join(folder, language)).sort();
  return names.map((name) => [name, readFileSync(join(folder, language, name), 'utf8')]);
}

/** The parts that lines of `// ----` are between. */
function parts(text) {
  return text.split(/(?:\/\/|#) ----\n/);
}

/** The first and the last part stay where they are; of the others, each thing lacks another one. */
function arranged(text, thing) {
  const all = parts(text);
  let inner = all.slice(1, -1);
  if (inner.length > 2) {
    const first = thing % inner.length;
    inner = [...inner.slice(first), ...inner.slice(0, first)].slice(0, inner.length - (thing % 3));
  }
  return all[0] + inner.join('') + (all.length > 1 ? all.at(-1) : '');
}

/** A text about visits, about another thing. */
function written(text, thing) {
  const of = (words) => words[thing % words.length];
  const name = of(things) + (thing < things.length ? '' : Math.floor(thing / things.length));
  return text
    .replaceAll('Visit', name)
    .replaceAll('visit', name.toLowerCase())
    .replaceAll('VISIT', name.toUpperCase())
    .replaceAll('purpose', of(texts))
    .replaceAll('price', of(numbers))
    .replaceAll('urgent', of(flags));
}
