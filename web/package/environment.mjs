// What the C compiler must be told for wasm32, where there is no system's C library.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The grammars' headers come with the crate `tree-sitter-language`, wherever cargo keeps it. */
export function cEnvironment(root) {
  const args = ['metadata', '--format-version', '1', '--locked', '--filter-platform', 'wasm32-unknown-unknown'];
  const metadata = execFileSync('cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  const language = JSON.parse(metadata).packages.find(({ name }) => name === 'tree-sitter-language');
  if (language === undefined) return {};
  return { CFLAGS_wasm32_unknown_unknown: `-I${join(dirname(language.manifest_path), 'wasm/include')}` };
}

// As a command: prints `NAME=value` for a shell.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
  for (const [name, value] of Object.entries(cEnvironment(root))) console.log(`${name}=${value}`);
}
