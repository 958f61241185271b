import { css } from 'lit';

export const findings = css`
  .group + .group {
    margin-top: 1.5rem;
  }

  .group > .label {
    padding-bottom: 0.375rem;
    border-bottom: 1px solid var(--archwright-line-strong);
  }

  .group > .label[class*='severity-'] {
    color: var(--severity);
  }

  .finding {
    border-bottom: 1px solid var(--archwright-line);
  }

  .row {
    display: grid;
    grid-template: 'icon title where' auto 'icon message message' auto / 1.5rem minmax(0, 1fr) auto;
    gap: 0.0625rem 0.375rem;
    width: 100%;
    padding: 0.5625rem 0.25rem 0.5625rem 0.125rem;
    border: 0;
    background: none;
    text-align: start;
  }

  .row:hover,
  .item > summary:hover {
    background: color-mix(in srgb, var(--archwright-accent) 5%, transparent);
  }

  .row:focus-visible {
    outline-offset: -2px;
  }

  .row .icon {
    grid-area: icon;
    margin-top: 0.1875rem;
  }

  .row .title {
    grid-area: title;
    font-weight: 600;
  }

  .row .where {
    grid-area: where;
    max-width: 15rem;
    overflow: hidden;
    color: var(--archwright-ink-faint);
    font: 0.75rem/1.75 var(--archwright-mono);
    text-overflow: ellipsis;
    white-space: nowrap;
    direction: rtl;
    text-align: end;
  }

  .row .message {
    grid-area: message;
    color: var(--archwright-ink-soft);
    overflow-wrap: anywhere;
  }

  .finding.open {
    background: var(--archwright-surface);
    box-shadow: inset 3px 0 0 var(--severity);
  }

  .finding.open > .row {
    padding-inline-start: 0.625rem;
  }

  .finding > .detail {
    padding: 0 1rem 1rem 2.5rem;
  }

  .detail > * + * {
    margin-top: 0.75rem;
  }

  .detail .label + * {
    margin-top: 0.25rem;
  }

  .why {
    max-width: 62ch;
    font: 0.9688rem/1.55 var(--archwright-serif);
  }

  .steps,
  .places,
  .notes {
    display: grid;
    gap: 0.25rem;
  }

  .steps li,
  .notes li {
    position: relative;
    padding-inline-start: 1.125rem;
  }

  .steps li::before,
  .notes li::before {
    content: '';
    position: absolute;
    inset: 0.7em auto auto 0.125rem;
    width: 0.5rem;
    border-top: 1.5px solid var(--archwright-line-strong);
  }

  .place {
    font: 0.8125rem/1.6 var(--archwright-mono);
  }

  .actions .place {
    font-family: var(--archwright-sans);
    font-size: 0.875rem;
  }

  .code,
  .diff {
    padding: 0.625rem 0.75rem;
    border: 1px solid var(--archwright-line);
    border-radius: 4px;
    background: var(--archwright-sunken);
    font: 0.7813rem/1.6 var(--archwright-mono);
    overflow: auto;
    tab-size: 2;
  }

  .code code,
  .diff code {
    font-size: 1em;
    white-space: pre;
    overflow-wrap: normal;
  }

  .diff {
    padding-inline: 0;
  }

  .diff > div {
    display: flex;
    min-width: max-content;
    padding-inline: 0.75rem;
  }

  .diff .sign {
    flex: none;
    width: 1.25rem;
    user-select: none;
  }

  .diff .gone {
    background: color-mix(in srgb, var(--archwright-critical) 10%, transparent);
  }

  .diff .come {
    background: color-mix(in srgb, var(--archwright-good) 13%, transparent);
  }

  .references {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.875rem;
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
  }

  .references a {
    color: var(--archwright-accent);
    overflow-wrap: anywhere;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
  }

  .origin {
    color: var(--archwright-ink-faint);
    font-size: 0.75rem;
  }

  .more {
    width: 100%;
    margin-top: 1rem;
    padding: 0.625rem;
    border: 1px dashed var(--archwright-line-strong);
    border-radius: 4px;
    background: none;
  }

  .trouble {
    margin-bottom: 1rem;
    padding: 0.625rem 0.875rem;
    border-inline-start: 3px solid var(--archwright-critical);
    background: var(--archwright-surface);
  }

  .left-out {
    margin-bottom: 1rem;
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
  }

  .waiting {
    padding: 1rem 0;
    color: var(--archwright-ink-faint);
  }

  .calm {
    display: grid;
    justify-items: start;
    gap: 0.75rem;
    padding-top: 2rem;
  }

  .calm h2,
  .statement {
    font: 1.5rem/1.25 var(--archwright-serif);
    text-wrap: balance;
  }

  @media (max-width: 39.99rem) {
    .row {
      grid-template: 'icon title' auto 'icon message' auto 'icon where' auto / 1.375rem minmax(0, 1fr);
    }

    .row .where {
      max-width: 100%;
    }

    .finding > .detail {
      padding-inline: 0.875rem 0.5rem;
    }
  }

  @media (forced-colors: active) {
    .finding.open {
      border-inline-start: 3px solid Highlight;
    }

    .chip[aria-pressed='true'],
    .views button[aria-selected='true'] {
      border-color: Highlight;
    }

    .cm-editor .sign::before,
    .tab.active::after,
    .bar .fill {
      forced-color-adjust: none;
      background: Highlight;
      fill: Highlight;
    }
  }
`;
