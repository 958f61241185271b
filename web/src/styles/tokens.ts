import { css } from 'lit';

/** What a host may set, with the values that stand where it does not. Text on its ground is at least 4.5 to 1. */
export const tokens = css`
  :host {
    --archwright-ground: light-dark(#f6f5f1, #0f1113);
    --archwright-surface: light-dark(#fdfcfa, #16191c);
    --archwright-sunken: light-dark(#efede7, #1d2125);
    --archwright-line: light-dark(#dfdcd3, #2b3036);
    --archwright-line-strong: light-dark(#8d897d, #6a727c);
    --archwright-ink: light-dark(#1b1c1f, #ebe9e3);
    --archwright-ink-soft: light-dark(#45474d, #bcbec2);
    --archwright-ink-faint: light-dark(#63656b, #979ca4);
    --archwright-accent: light-dark(#1f4c97, #93b6f5);
    --archwright-accent-ground: light-dark(#e6ecf6, #1e2a3f);
    --archwright-on-accent: light-dark(#ffffff, #0f1a2c);
    --archwright-critical: light-dark(#9c1038, #ff92a6);
    --archwright-high: light-dark(#ad4208, #ffa569);
    --archwright-medium: light-dark(#7c5a00, #e5c15c);
    --archwright-low: light-dark(#36618c, #9cc3ea);
    --archwright-info: light-dark(#5c6067, #a6abb3);
    --archwright-good: light-dark(#25693f, #82cd9f);
    --archwright-sans:
      system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
    --archwright-serif:
      'Iowan Old Style', 'Palatino Linotype', 'URW Palladio L', P052, Palatino, 'Book Antiqua', Georgia, serif;
    --archwright-mono: ui-monospace, 'SF Mono', 'Cascadia Code', Consolas, 'Liberation Mono', monospace;
    color-scheme: light dark;
  }

  .app[data-theme='light'] {
    color-scheme: light;
  }

  .app[data-theme='dark'] {
    color-scheme: dark;
  }

  .severity-critical {
    --severity: var(--archwright-critical);
  }

  .severity-high {
    --severity: var(--archwright-high);
  }

  .severity-medium {
    --severity: var(--archwright-medium);
  }

  .severity-low {
    --severity: var(--archwright-low);
  }

  .severity-info {
    --severity: var(--archwright-info);
  }

  .state-met {
    color: var(--archwright-good);
  }

  .state-partial {
    color: var(--archwright-medium);
  }

  .state-violated {
    color: var(--archwright-critical);
  }

  .state-question {
    color: var(--archwright-accent);
  }

  .grid .state-not-seen {
    color: color-mix(in srgb, var(--archwright-line-strong) 55%, transparent);
  }

  .icon.state-not-seen,
  .state-not-applicable {
    color: var(--archwright-line-strong);
  }
`;
