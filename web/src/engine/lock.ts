/**
 * Tells the browser to refuse every request from here on. A policy can only be made stricter and outlives
 * its element, so not even the page itself can take it back.
 */
const LOCKED = [
  "default-src 'none'",
  "style-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

export function lock(): void {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = LOCKED;
  document.head.append(meta);
}
