/** Stops with one clear sentence where the engine's package has not been built. */
import { existsSync } from 'node:fs';

if (!existsSync(new URL('../../crate/pkg/archwright_bg.wasm', import.meta.url))) {
  console.error('There is no engine in crate/pkg: run `.ci/build` first, which builds it.');
  process.exit(1);
}
