import { css } from 'lit';

export const controls = css`
  .quiet {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-height: 2rem;
    padding: 0.25rem 0.625rem;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--archwright-ink-soft);
    white-space: nowrap;
  }

  .quiet:hover {
    background: var(--archwright-sunken);
    color: var(--archwright-ink);
  }

  .square {
    justify-content: center;
    width: 2rem;
    padding: 0;
  }

  .button {
    display: inline-flex;
    align-items: center;
    min-height: 2.125rem;
    padding: 0.25rem 0.875rem;
    border: 1px solid var(--archwright-line-strong);
    border-radius: 4px;
    background: none;
    font-weight: 500;
  }

  .button:hover {
    background: var(--archwright-sunken);
  }

  .primary {
    border-color: var(--archwright-accent);
    background: var(--archwright-accent);
    color: var(--archwright-on-accent);
  }

  .primary:hover {
    background: color-mix(in srgb, var(--archwright-accent) 86%, var(--archwright-ink));
  }

  .button:disabled {
    border-color: var(--archwright-line);
    background: var(--archwright-sunken);
    color: var(--archwright-ink-faint);
    cursor: default;
  }

  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--archwright-accent);
    text-align: start;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.18em;
    text-decoration-color: color-mix(in srgb, currentColor 40%, transparent);
    overflow-wrap: anywhere;
  }

  .link:hover {
    text-decoration-color: currentColor;
  }

  select {
    min-height: 2rem;
    max-width: 100%;
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--archwright-line);
    border-radius: 4px;
    background: var(--archwright-surface);
  }

  select:hover {
    border-color: var(--archwright-line-strong);
  }

  .menu {
    position: relative;
  }

  .menu > ul {
    position: absolute;
    inset: calc(100% + 0.375rem) 0 auto auto;
    width: max-content;
    max-width: calc(100vw - 1rem);
    padding: 0.375rem;
    background: var(--archwright-surface);
    border: 1px solid var(--archwright-line);
    border-radius: 6px;
    box-shadow: 0 10px 30px rgb(0 0 0 / 14%);
    z-index: 15;
  }

  .menu li button,
  .samples button {
    display: grid;
    width: 100%;
    gap: 0.0625rem;
    padding: 0.5rem 0.75rem;
    border: 0;
    border-radius: 4px;
    background: none;
    text-align: start;
  }

  .menu li button:hover {
    background: var(--archwright-sunken);
  }

  .menu li strong,
  .samples strong {
    font-weight: 600;
  }

  .menu li span,
  .samples span {
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
  }

  .views {
    display: flex;
    gap: 1.375rem;
    padding: 0 1.5rem;
    border-bottom: 1px solid var(--archwright-line);
    overflow: auto hidden;
    scrollbar-width: none;
  }

  .views button {
    min-height: 2.5rem;
    padding: 0.25rem 0;
    border: solid transparent;
    border-width: 0 0 2px;
    background: none;
    color: var(--archwright-ink-faint);
    white-space: nowrap;
  }

  .views button:hover {
    color: var(--archwright-ink);
  }

  .views button[aria-selected='true'] {
    border-bottom-color: var(--archwright-accent);
    color: var(--archwright-ink);
    font-weight: 600;
  }

  .views button:focus-visible {
    outline-offset: -4px;
  }

  .views .count {
    color: var(--archwright-ink-faint);
    font-weight: 400;
  }

  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-bottom: 1rem;
  }

  .toolbar .grow,
  .toolbar .chips {
    flex: 1 1 auto;
  }

  .toolbar select {
    width: 11rem;
  }

  .toolbar > .quiet {
    margin-inline-start: auto;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-height: 1.75rem;
    padding: 0.125rem 0.625rem 0.125rem 0.5rem;
    border: 1px solid var(--archwright-line);
    border-radius: 4px;
    background: none;
    font-size: 0.8125rem;
  }

  .chip:hover {
    border-color: var(--archwright-line-strong);
  }

  .chip .count {
    color: var(--archwright-ink-faint);
  }

  .chip[aria-pressed='true'] {
    border-color: var(--archwright-accent);
    background: var(--archwright-accent-ground);
  }

  .chip[aria-pressed='true'] .count {
    color: inherit;
  }

  @media (max-width: 39.99rem) {
    .views {
      gap: 0.875rem;
      justify-content: space-between;
      padding: 0 0.875rem;
      font-size: 0.8125rem;
    }

    .tools .quiet {
      padding-inline: 0.4375rem;
    }

    .toolbar select {
      width: 8.75rem;
    }

    .menu > summary .icon {
      display: none;
    }
  }
`;
