import { css } from 'lit';

export const dialogue = css`
  dialog.help {
    width: min(40rem, calc(100vw - 2rem));
    max-height: calc(100dvh - 3rem);
    padding: 1.25rem 1.5rem 1.75rem;
    border: 1px solid var(--archwright-line);
    border-radius: 8px;
    background: var(--archwright-surface);
    color: var(--archwright-ink);
    overflow: auto;
  }

  dialog.help::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .help .title {
    display: flex;
    justify-content: space-between;
    align-items: start;
  }

  .help h2 {
    font: 1.375rem/1.3 var(--archwright-serif);
  }

  .help h3 {
    margin: 1.25rem 0 0.25rem;
    font-weight: 600;
  }

  .help p {
    margin-top: 0.5rem;
    color: var(--archwright-ink-soft);
  }

  .help dl {
    margin-top: 1rem;
    columns: 2 16rem;
    column-gap: 2rem;
  }

  .help dl > div {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
    padding: 0.25rem 0;
    border-bottom: 1px solid var(--archwright-line);
    break-inside: avoid;
  }

  kbd {
    padding: 0.0625rem 0.3125rem;
    border: 1px solid var(--archwright-line);
    border-bottom-width: 2px;
    border-radius: 4px;
    font-size: 0.75rem;
    white-space: nowrap;
  }
`;
