// Reviews schemas, one a path, and writes how much of their statements was understood, or draws findings of them.
//
//   node tests/corpus/schemas.mjs PATH...                       prints the table of judged-schemas.md
//   node tests/corpus/schemas.mjs --draw 40 --seed 12 PATH...   prints findings of medium severity or more, at random
//
// REVIEW=path names a binary that is built already.

import { execFileSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { values: options, positionals: paths } = parseArgs({
    options: { draw: { type: 'string' }, seed: { type: 'string', default: '1' } },
    allowPositionals: true,
});
const binary = process.env.REVIEW ?? build();

function build() {
    execFileSync('cargo', ['build', '--quiet', '--release', '-p', 'archwright', '--example', 'review'], {
        cwd: root,
        stdio: 'inherit',
    });
    return join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'release/examples/review');
}

function reviewed(path, format) {
    const output = execFileSync(binary, ['--format', format, path], {
        encoding: 'utf8',
        maxBuffer: 512 * 1024 * 1024,
        stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(output);
}

function table() {
    console.log('| schema | database | tables | DDL statements | understood |\n|---|---|--:|--:|--:|');
    for (const path of paths) {
        const { tables, defining, understood } = reviewed(path, 'catalog');
        const languages = reviewed(path, 'json').files.filter((file) => file.kind === 'sql');
        const database = [...new Set(languages.map((file) => file.language))].filter((one) => one !== 'SQL');
        const share = ((understood / defining) * 100).toFixed(2).replace(/\.?0+$/, '');
        console.log(
            `| ${basename(path)} | ${database.join(', ')} | ${tables.length} | ${defining} | ${understood} (${share} %) |`,
        );
    }
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function random(seed) {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}

function draw(number, seed) {
    const grave = ['medium', 'high', 'critical'];
    const all = paths.flatMap((path) =>
        reviewed(path, 'json')
            .findings.filter((finding) => grave.includes(finding.severity))
            .map((finding) => ({ ...finding, schema: basename(path) })),
    );
    const next = random(seed);
    const drawn = Array.from({ length: Math.min(number, all.length) }, () =>
        all.splice(Math.floor(next() * all.length), 1),
    );
    for (const { schema, path, range, rule, severity, confidence, message } of drawn.flat())
        console.log(
            `| ${schema}, ${basename(path)}:${range.start.line} | \`${rule}\` | ${severity}, ${confidence} | ${message} | |`,
        );
}

if (options.draw) draw(Number(options.draw), Number(options.seed));
else table();
