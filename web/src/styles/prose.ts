import { css } from 'lit';

export const prose = css`
  .intro {
    display: grid;
    gap: 1rem;
    max-width: 36rem;
    padding-top: clamp(0.5rem, 6vh, 4rem);
    margin-inline: auto;
  }

  .intro h2 {
    font: clamp(1.75rem, 1.3rem + 1.6vw, 2.5rem) / 1.12 var(--archwright-serif);
    letter-spacing: -0.012em;
    text-wrap: balance;
  }

  .lead {
    font: 1.0625rem/1.55 var(--archwright-serif);
    color: var(--archwright-ink-soft);
    text-wrap: pretty;
  }

  .start {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.875rem;
    margin-block: 0.25rem 0.75rem;
  }

  .samples {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
    gap: 0.5rem;
  }

  .samples button {
    border: 1px solid var(--archwright-line);
    background: var(--archwright-surface);
  }

  .samples button:hover {
    border-color: var(--archwright-accent);
  }

  .privacy {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.625rem;
    margin-top: 0.75rem;
    padding-top: 1rem;
    border-top: 1px solid var(--archwright-line);
    color: var(--archwright-ink-soft);
  }

  .privacy .icon {
    margin-top: 0.1875rem;
  }

  .privacy strong {
    color: var(--archwright-ink);
    font-weight: 600;
  }

  .contents {
    columns: 2 13rem;
    column-gap: 2rem;
    padding: 0 0 1rem 1.25rem;
    border-bottom: 1px solid var(--archwright-line);
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
    line-height: 1.8;
  }

  .contents .link {
    color: var(--archwright-ink-soft);
    text-decoration: none;
  }

  .contents .link:hover {
    color: var(--archwright-accent);
    text-decoration: underline;
  }

  .prose {
    max-width: 44rem;
    line-height: 1.6;
  }

  .prose > section {
    margin-top: 1.75rem;
    scroll-margin-top: 1rem;
  }

  .prose h2 {
    font: 1.3125rem/1.3 var(--archwright-serif);
  }

  .prose h3 {
    font-size: 0.9375rem;
    font-weight: 600;
  }

  .prose h4 {
    font-weight: 600;
  }

  .prose .body {
    margin-top: 0.5rem;
  }

  .prose .body > * + * {
    margin-top: 0.625rem;
  }

  .prose .body > * + h3 {
    margin-top: 1.25rem;
  }

  .prose :is(ul, ol):not(.places) {
    padding-inline-start: 1.25rem;
    list-style: revert;
  }

  .prose li::marker {
    color: var(--archwright-ink-faint);
  }

  .prose li.box {
    list-style: none;
    margin-inline-start: -1.25rem;
  }

  .tick {
    margin-inline-end: 0.375rem;
  }

  .prose hr {
    border: 0;
    border-top: 1px solid var(--archwright-line);
  }

  .prose :not(pre) > code,
  .why code,
  .message code,
  .steps code {
    padding: 0.05em 0.25em;
    border-radius: 3px;
    background: var(--archwright-sunken);
  }

  .prose strong {
    font-weight: 600;
  }

  .table {
    overflow: auto;
  }

  .table table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
  }

  .table :is(th, td) {
    padding: 0.3125rem 0.75rem 0.3125rem 0;
    border-bottom: 1px solid var(--archwright-line);
    text-align: start;
    vertical-align: top;
  }

  .table tbody th {
    min-width: 11rem;
    font-weight: 400;
  }

  .table thead th {
    border-bottom-color: var(--archwright-line-strong);
    color: var(--archwright-ink-faint);
    font-weight: 600;
    white-space: nowrap;
  }

  .sources {
    margin-top: 0.625rem;
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
  }

  .sources .places {
    margin-top: 0.375rem;
  }

  @media (max-width: 63.99rem) {
    .intro {
      padding-top: 0.5rem;
    }
  }
`;
