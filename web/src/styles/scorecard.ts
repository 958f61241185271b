import { css } from 'lit';

export const scorecard = css`
  .bar {
    display: block;
    margin-top: 0.75rem;
  }

  .bar .track {
    fill: var(--archwright-line);
  }

  .bar .fill {
    fill: var(--archwright-accent);
  }

  .next {
    display: grid;
    gap: 0.125rem;
    margin-top: 0.75rem;
    color: var(--archwright-ink-soft);
  }

  .grade {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 1.25rem;
    margin-top: 1.5rem;
    padding-block: 1rem;
    border-block: 1px solid var(--archwright-line);
  }

  .letter {
    min-width: 4rem;
    font: 4.5rem/0.95 var(--archwright-serif);
    text-align: center;
  }

  .grade.none {
    grid-template-columns: minmax(0, 1fr);
  }

  .score strong {
    font: 1.375rem/1.2 var(--archwright-serif);
  }

  .reason {
    color: var(--archwright-ink-soft);
  }

  .areas {
    width: 100%;
    margin-top: 1rem;
    border-collapse: collapse;
  }

  .areas th,
  .areas td {
    padding: 0.3125rem 0.75rem 0.3125rem 0;
    border-bottom: 1px solid var(--archwright-line);
    font-weight: 400;
    text-align: start;
  }

  .areas .judged {
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .areas .number {
    padding-inline-end: 0;
    font-weight: 600;
    text-align: end;
  }

  .areas .grid {
    display: block;
    max-width: 100%;
  }

  .section {
    font: 1.1875rem/1.3 var(--archwright-serif);
  }

  section > .section,
  .section.apart {
    margin: 2rem 0 0.75rem;
  }

  .sum {
    margin-top: 1.25rem;
  }

  .sum > summary,
  .sum details > summary,
  .sources > summary {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
  }

  .sum summary::before,
  .sources > summary::before {
    content: '';
    width: 0.375rem;
    height: 0.375rem;
    border: solid var(--archwright-ink-faint);
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(-45deg) translate(-0.1rem, -0.1rem);
  }

  .sum[open] > summary::before,
  .sum details[open] > summary::before,
  .sources[open] > summary::before {
    transform: rotate(45deg) translate(-0.1rem, -0.1rem);
  }

  .sum > p {
    max-width: 62ch;
    margin-top: 0.5rem;
    color: var(--archwright-ink-soft);
  }

  .sum .formula {
    color: var(--archwright-ink);
    font: 0.8125rem/1.6 var(--archwright-mono);
  }

  .sum details {
    margin-top: 0.375rem;
    padding-top: 0.375rem;
    border-top: 1px solid var(--archwright-line);
  }

  .sum details .number {
    margin-inline-start: auto;
    font: 0.8125rem/1.6 var(--archwright-mono);
  }

  .terms {
    margin: 0.25rem 0 0.5rem;
  }

  .terms .head > * {
    font-weight: 600;
  }

  .terms td:not(:first-child),
  .terms th:not(:first-child) {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .terms tr:not(.head) td:first-child {
    padding-inline-start: 1rem;
  }

  .item {
    border-bottom: 1px solid var(--archwright-line);
  }

  .item > summary {
    display: grid;
    grid-template-columns: 1.25rem minmax(0, 1fr) auto 2.25rem;
    gap: 0.25rem 0.5rem;
    align-items: center;
    padding: 0.4375rem 0.25rem 0.4375rem 0.125rem;
  }

  .item .state {
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
  }

  .item > summary .number {
    font-weight: 600;
    text-align: end;
  }

  .item[open] {
    background: var(--archwright-surface);
  }

  .item > .detail {
    padding: 0.25rem 1rem 1rem 1.875rem;
  }

  #items-title + .chips {
    margin-bottom: 1.25rem;
  }

  .handed-in > li {
    padding-block: 0.75rem;
    border-bottom: 1px solid var(--archwright-line);
  }

  .handed-in {
    margin-top: 0.75rem;
    overflow-wrap: anywhere;
  }

  .handed-in .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
  }

  .handed-in .head .quiet {
    padding-inline: 0.375rem;
  }

  .handed-in .head .name {
    font: 0.8438rem/1.6 var(--archwright-mono);
    margin-inline-end: auto;
  }

  .handed-in .status {
    all: unset;
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--archwright-good);
  }

  .handed-in .status.partly {
    color: var(--archwright-medium);
  }

  .handed-in .status.not-read {
    color: var(--archwright-ink-faint);
  }

  .notes {
    margin-top: 0.5rem;
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));
    gap: 0.75rem 1.5rem;
    margin-bottom: 1rem;
  }

  .facts dt {
    color: var(--archwright-ink-faint);
    font-size: 0.8125rem;
  }

  .facts dd {
    font: 1.25rem/1.3 var(--archwright-serif);
    font-variant-numeric: lining-nums tabular-nums;
  }

  @media (max-width: 39.99rem) {
    .areas tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto 2.5rem;
      border-bottom: 1px solid var(--archwright-line);
      padding-block: 0.375rem;
    }

    .areas th,
    .areas td {
      border: 0;
      padding-block: 0.0625rem;
    }

    .areas .cells {
      grid-area: 2 / 1 / 3 / 4;
    }

    .item .state {
      display: none;
    }

    .item > summary {
      grid-template-columns: 1.25rem minmax(0, 1fr) 2.25rem;
    }
  }
`;
