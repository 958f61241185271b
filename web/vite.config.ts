import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from './scripts/policy.mjs';

const ENGINE = fileURLToPath(new URL('../crate/pkg', import.meta.url));

/** The page's own policy. Not while developing: the dev server injects scripts and styles of its own. */
function policy(): Plugin {
  return {
    name: 'archwright-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Without a built engine the page still builds, and says what is missing where the review would stand. */
function engine(): Plugin {
  const built = existsSync(`${ENGINE}/package.json`);
  return {
    name: 'archwright-engine',
    enforce: 'pre',
    buildStart() {
      if (!built) this.warn(`no engine in ${ENGINE}: the page will say so instead of reviewing`);
    },
    resolveId(id) {
      if (built) return null;
      if (id === 'archwright') return '\0engine-missing';
      return id === 'archwright/wasm?url' ? '\0engine-wasm-missing' : null;
    },
    load(id) {
      if (id === '\0engine-wasm-missing') return 'export default "";';
      return id === '\0engine-missing'
        ? 'export default async () => { throw new Error("no engine") }; export class Workspace {}'
        : null;
    },
  };
}

/** Minifiers leave the text of templates alone; in style sheets its white space says nothing. */
function sheets(): Plugin {
  return {
    name: 'archwright-sheets',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      return /\/src\/styles\/\w+\.ts$/.test(id) ? { code: code.replace(/\n\s+/g, '\n'), map: null } : null;
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [engine(), policy(), sheets()],
  build: {
    chunkSizeWarningLimit: 600,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: 'iife', plugins: () => [engine()] },
  preview: { headers: SECURITY_HEADERS },
  test: { include: ['src/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);
