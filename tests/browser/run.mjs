/**
 * The built page in real Chromium: `node tests/browser/run.mjs [part of a test's name]`.
 * Needs `web/dist` with the engine in it, and Chromium (`CHROMIUM`, else /usr/bin/chromium).
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { serve } from '../../web/scripts/serve.mjs';
import { Session } from './session.mjs';

const here = new URL('.', import.meta.url);
const { chromium } = createRequire(new URL('../../web/package.json', here))('playwright-core');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function stop(message) {
  console.error(message);
  process.exit(1);
}

const assets = fileURLToPath(new URL('../../web/dist/assets', here));
if (!existsSync(assets) || !readdirSync(assets).some((name) => name.endsWith('.wasm'))) {
  stop('There is no built page with an engine in web/dist: build `crate/pkg`, then `npm run build` in web/.');
}
if (!existsSync(CHROMIUM)) stop(`There is no Chromium at ${CHROMIUM}: install it, or set CHROMIUM.`);

const tests = [];
for (const name of readdirSync(new URL('cases/', here)).sort()) {
  const { default: cases } = await import(new URL(`cases/${name}`, here));
  for (const [title, run] of Object.entries(cases)) tests.push({ title: `${name.replace('.mjs', '')}: ${title}`, run });
}
const wanted = process.argv[2] ?? '';
const chosen = tests.filter(({ title }) => title.includes(wanted));

mkdirSync(new URL('shots/', here), { recursive: true });
const { server, address } = await serve(0);
const received = [];
server.on('request', ({ url }) => received.push(url));
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
let failed = 0;
for (const { title, run } of chosen) {
  const session = new Session(browser, address, received);
  try {
    await run(session);
    await session.check();
    console.log(`ok    ${title}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${title}\n${String(error.stack ?? error).replace(/^/gm, '      ')}`);
    await session.shot(`failed-${failed}`).catch(() => {});
  }
  await session.close();
}
await browser.close();
server.close();
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 || chosen.length === 0 ? 1 : 0);
