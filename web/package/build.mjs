// Builds the npm package into crate/pkg: the engine as one .wasm, the glue around it, types and README.
// Needs cargo with the wasm32 target, clang and wasm-bindgen; `.ci/setup` installs them.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilers } from './environment.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const cache = join(root, '.cache/package');
const out = join(root, 'crate/pkg');

const linked = compile();
const glue = { web: bind('web', linked), nodejs: bind('nodejs', linked) };
assemble(glue, onlyOne(glue));

function compile() {
  const what = ['--package', 'archwright', '--lib', '--target', 'wasm32-unknown-unknown'];
  const { environment, cargo } = compilers(root);
  run('cargo', ['build', '--release', '--locked', ...what, ...cargo], { env: { ...process.env, ...environment } });
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  return join(target, 'wasm32-unknown-unknown/release/archwright.wasm');
}

function bind(target, wasm) {
  const dir = join(cache, target);
  rmSync(dir, { recursive: true, force: true });
  // Stripped here and not by rustc, which would drop the list of target features that wasm-bindgen reads.
  const strip = ['--remove-name-section', '--remove-producers-section'];
  run('wasm-bindgen', ['--target', target, '--out-dir', dir, '--out-name', 'archwright', ...strip, wasm]);
  return dir;
}

/** The glue of every target is written for one and the same module. */
function onlyOne({ web, nodejs }) {
  const wasm = readFileSync(join(web, 'archwright_bg.wasm'));
  if (!wasm.equals(readFileSync(join(nodejs, 'archwright_bg.wasm')))) {
    throw new Error('wasm-bindgen wrote different modules for web and nodejs: they cannot share one .wasm');
  }
  const missing = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ module }) => module === 'env');
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    throw new Error(`a grammar calls functions of the C library that tree-sitter does not bring: ${names}`);
  }
  return wasm;
}

function assemble({ web, nodejs }, wasm) {
  mkdirSync(out, { recursive: true });
  const types = typesOf(readFileSync(join(nodejs, 'archwright.d.ts'), 'utf8'));
  const cjs = readFileSync(join(nodejs, 'archwright.js'), 'utf8') + readFileSync(join(here, 'node-init.cjs'), 'utf8');
  const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
  delete manifest.scripts;
  const files = {
    'archwright.d.cts': types,
    'archwright.d.ts': types,
    'archwright.js': readFileSync(join(web, 'archwright.js')),
    'archwright_bg.wasm': wasm,
    'node.cjs': cjs,
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(out, name), content);
  for (const name of ['node.js', 'README.md']) cpSync(join(here, name), join(out, name));
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(root, name), join(out, name));
  const kilobytes = Math.round(files['archwright_bg.wasm'].length / 1000);
  console.log(`package built: ${out} (archwright_bg.wasm ${kilobytes} kB)`);
}

/** The API's types, without `Symbol.dispose` (which asks every user for a newer `lib`), and those of `init`. */
function typesOf(generated) {
  const api = generated.replace(/^ *\[Symbol\.dispose\]\(\): void;\n/gm, '').replace(/\n{3,}/g, '\n\n');
  return `${api.trimEnd()}\n\n${readFileSync(join(here, 'init.d.ts'), 'utf8')}`;
}

function run(command, args, options = {}) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit', ...options });
}
