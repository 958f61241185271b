// What the compilers must be told for wasm32.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * What is large when optimized for speed: what is loaded by a page is to be small. With `z` for all of the engine, the
 * module would be 0.2 of 2.1 MB smaller over the wire, and reviews in it take half as long again, of contracts twice as long.
 */
const SMALL = { archwright: 's' };

/**
 * For C, which has no system's library there: the grammars' headers, which come with the crate `tree-sitter-language`,
 * and what of their tables need not travel.
 * For Rust: the messages of panics name places in crates, not in this machine's folders.
 */
export function compilers(root) {
  const args = ['metadata', '--format-version', '1', '--locked', '--filter-platform', 'wasm32-unknown-unknown'];
  const metadata = execFileSync('cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  const language = JSON.parse(metadata).packages.find(({ name }) => name === 'tree-sitter-language');
  const crate = dirname(language.manifest_path);
  const remap = `--remap-path-prefix=${dirname(crate)}=crates`;
  return {
    environment: { CFLAGS_wasm32_unknown_unknown: `-I${join(crate, 'wasm/include')} -include ${join(here, 'grammars.h')}` },
    cargo: [
      `target.wasm32-unknown-unknown.rustflags=[${JSON.stringify(remap)}]`,
      ...Object.entries(SMALL).map(([name, level]) => `profile.release.package.${name}.opt-level="${level}"`),
    ].flatMap((setting) => ['--config', setting]),
  };
}

// As a command: prints `NAME=value` for a shell.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(here, '../..');
  for (const [name, value] of Object.entries(compilers(root).environment)) console.log(`${name}=${value}`);
}
