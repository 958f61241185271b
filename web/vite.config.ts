import { defineConfig, type Plugin } from 'vite';
import { CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from './scripts/policy.mjs';

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

/** Minifiers leave the text of templates alone; in style sheets and markup its indentation says nothing. */
function templates(): Plugin {
  return {
    name: 'archwright-templates',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      return /\/src\/(?:styles|views)\/[\w/-]+\.ts$/.test(id)
        ? { code: code.replace(/\n\s+/g, '\n'), map: null }
        : null;
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [policy(), templates()],
  build: {
    chunkSizeWarningLimit: 600,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: 'iife' },
  server: { fs: { allow: ['..'] } },
  preview: { headers: SECURITY_HEADERS },
  test: { include: ['src/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);
