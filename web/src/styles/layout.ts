import { css } from 'lit';

export const layout = css`
  .app {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    height: 100vh;
    height: 100dvh;
    background: var(--archwright-ground);
    color: var(--archwright-ink);
    font: 400 0.875rem/1.5 var(--archwright-sans);
    accent-color: var(--archwright-accent);
    overflow: clip;
  }

  .app[data-narrow] {
    grid-template-rows: auto auto minmax(0, 1fr) auto;
  }

  .top {
    display: flex;
    align-items: center;
    gap: 0.5rem 1.25rem;
    padding: 0.5rem 0.75rem 0.5rem 1.25rem;
    border-bottom: 1px solid var(--archwright-line);
  }

  .brand {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    font: 400 1.1875rem/1.2 var(--archwright-serif);
    letter-spacing: 0.005em;
  }

  .brand .mark {
    color: var(--archwright-accent);
  }

  .promise {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
  }

  .tools {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    margin-inline-start: auto;
  }

  .work {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(26rem, 0.86fr);
    min-height: 0;
  }

  .text,
  .review {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
    min-height: 0;
    min-width: 0;
  }

  .text {
    background: var(--archwright-surface);
  }

  .review {
    border-inline-start: 1px solid var(--archwright-line);
  }

  .panel {
    position: relative;
    overflow: auto;
    padding: 1.25rem 1.5rem 3rem;
    scroll-padding: 3.5rem 0 1rem;
  }

  .status {
    position: relative;
    display: flex;
    gap: 1.5rem;
    min-height: 1.875rem;
    align-items: center;
    padding: 0.25rem 1.25rem;
    border-top: 1px solid var(--archwright-line);
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    overflow: hidden;
  }

  .status .said {
    color: var(--archwright-ink-soft);
    flex: 1;
    min-width: 0;
  }

  .status.failed .said {
    color: var(--archwright-critical);
  }

  .status.busy::before {
    content: '';
    position: absolute;
    inset: -1px auto auto 0;
    width: 30%;
    height: 2px;
    background: var(--archwright-accent);
  }

  .drop {
    position: fixed;
    inset: 0;
    display: grid;
    place-items: center;
    background: color-mix(in srgb, var(--archwright-ground) 88%, transparent);
    border: 2px dashed var(--archwright-accent);
    font: 1.5rem/1.3 var(--archwright-serif);
    pointer-events: none;
    z-index: 30;
  }

  .notice {
    position: fixed;
    inset: auto auto 2.75rem 50%;
    transform: translateX(-50%);
    max-width: min(36rem, calc(100vw - 2rem));
    z-index: 20;
  }

  .notice:has(p) {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.375rem 0.5rem 0.375rem 1rem;
    background: var(--archwright-ink);
    color: var(--archwright-ground);
    border-radius: 4px;
  }

  .notice p {
    overflow-wrap: anywhere;
  }

  .notice button,
  .notice .link {
    color: inherit;
  }

  .notice button:hover {
    background: none;
  }

  @media (max-width: 63.99rem) {
    .work {
      grid-template: minmax(0, 0.8fr) minmax(0, 1fr) / minmax(0, 1fr);
    }

    .review {
      border-inline-start: 0;
      border-top: 1px solid var(--archwright-line);
    }
  }

  @media (max-width: 39.99rem) {
    .work {
      display: block;
    }

    .text,
    .review {
      height: 100%;
    }

    .review {
      grid-template-rows: minmax(0, 1fr);
      border-top: 0;
    }

    .top {
      padding: 0.375rem 0.5rem 0.375rem 0.875rem;
      gap: 0.5rem;
    }

    .promise,
    .wide {
      display: none;
    }

    .brand {
      font-size: 1.0625rem;
    }

    .tools {
      gap: 0;
    }

    .panel {
      padding: 1rem 1rem 3rem;
    }

    .status {
      padding-inline: 1rem;
    }
  }

  @media (max-width: 23.99rem) {
    .brand .mark {
      display: none;
    }
  }

  @media print {
    .app {
      display: block;
      height: auto;
    }

    .top .tools,
    .text,
    .views,
    .toolbar,
    .status,
    .actions {
      display: none;
    }

    .panel {
      overflow: visible;
    }
  }
`;
