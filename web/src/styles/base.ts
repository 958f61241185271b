import { css } from 'lit';

export const base = css`
  :host {
    display: block;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  h4,
  h5,
  p,
  ul,
  ol,
  dl,
  dd,
  pre,
  table {
    margin: 0;
    padding: 0;
    font: inherit;
  }

  ul {
    list-style: none;
  }

  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }

  button,
  summary,
  select {
    cursor: pointer;
  }

  summary {
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  code,
  kbd {
    font-family: var(--archwright-mono);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }

  svg {
    flex: none;
  }

  :focus-visible {
    outline: 2px solid var(--archwright-accent);
    outline-offset: 2px;
  }

  .panel:focus-visible {
    outline-offset: -2px;
  }

  .icon[class*='severity-'] {
    color: var(--severity);
  }

  .unseen:not(thead, caption) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  caption.unseen,
  thead.unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .number,
  .count {
    font-variant-numeric: tabular-nums;
  }

  .label {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    font-size: 0.75rem;
    font-weight: 600;
    letter-spacing: 0.045em;
    color: var(--archwright-ink-faint);
  }

  .aside {
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
  }

  @media (prefers-reduced-motion: no-preference) {
    .app {
      scroll-behavior: smooth;
    }

    button,
    .row,
    .chip {
      transition:
        background-color 120ms,
        border-color 120ms,
        color 120ms;
    }

    .busy::before {
      animation: sweep 1.4s ease-in-out infinite;
    }

    @keyframes sweep {
      from {
        transform: translateX(-100%);
      }

      to {
        transform: translateX(350%);
      }
    }
  }
`;
