import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clearFilter, filterArea, showMore, toggleSeverity } from '../commands/filter-findings';
import { saveReport } from '../commands/save-report';
import { selectFinding } from '../commands/select-finding';
import { showFiles, showScorecard } from '../commands/show-view';
import type { Report } from '../engine/types';
import { areasWithFindings, countBySeverity, groups, visible, type Listed } from '../state/findings';
import type { State } from '../state/model';
import { SEVERITIES } from '../state/model';
import { nothingRead, plural, unread } from '../state/summary';
import { detail } from './finding';
import { saveIcon, severityIcon } from './icons';
import type { Run } from './run';
import { message } from './text';
import { SEVERITY_NAME } from './words';

/** Files that are named where none could be read. */
const NOTES = 10;

export function findings(state: State, run: Run): TemplateResult {
  const report = state.reviewed?.report;
  if (report === undefined) return html``;
  if (report.findings.length === 0) return nothingFound(report, run);
  const all = visible(state);
  const grouped = groups(all.slice(0, state.shown));
  const totals = new Map(groups(all).map((group) => [group.severity, group.findings.length]));
  return html`${toolbar(state, run)} ${leftOut(report, run)}
  ${grouped.map(
    ({ severity, findings: listed }) =>
      html`<section class="group" aria-labelledby="group-${severity}">
        <h2 class="label severity-${severity}" id="group-${severity}">
          ${SEVERITY_NAME[severity]} <span class="count">${totals.get(severity)?.toLocaleString('en')}</span>
        </h2>
        <ul class="rows" @keydown=${arrows}>
          ${repeat(
            listed,
            ({ key }) => key,
            (finding) => row(finding, state, run),
          )}
        </ul>
      </section>`,
  )}
  ${
    all.length === 0
      ? html`<p class="waiting">
          No finding passes this filter.
          <button
            type="button"
            class="link"
            @click=${() => {
              run(clearFilter);
            }}
          >
            Show all
          </button>
        </p>`
      : nothing
  }
  ${
    all.length > state.shown
      ? html`<button
          type="button"
          class="more"
          @click=${() => {
            run(showMore);
          }}
        >
          Show more: ${plural(all.length - state.shown, 'finding')} not listed
        </button>`
      : nothing
  }`;
}

function toolbar(state: State, run: Run): TemplateResult {
  const report = state.reviewed?.report;
  if (report === undefined) return html``;
  const counts = countBySeverity(report);
  const areas = areasWithFindings(report);
  return html`<div class="toolbar">
    <div class="chips" role="group" aria-label="Severities shown">
      ${SEVERITIES.filter((severity) => counts.has(severity)).map(
        (severity) =>
          html`<button
            type="button"
            class="chip"
            aria-pressed=${state.filter.severities.has(severity)}
            @click=${() => {
              run(toggleSeverity, severity);
            }}
          >
            ${severityIcon(severity)}<span>${SEVERITY_NAME[severity]}</span>
            <span class="count">${counts.get(severity)?.toLocaleString('en')}</span>
          </button>`,
      )}
    </div>
    <select
      aria-label="Area"
      .value=${state.filter.area ?? ''}
      @change=${(event: Event) => {
        const { value } = event.currentTarget as HTMLSelectElement;
        run(filterArea, value === '' ? null : value);
      }}
    >
      <option value="" ?selected=${state.filter.area === null}>All areas</option>
      ${areas.map(
        ({ id, title, count }) =>
          html`<option value=${id} ?selected=${state.filter.area === id}>${title} (${count})</option>`,
      )}
    </select>
    <button
      type="button"
      class="quiet"
      @click=${() => {
        run(saveReport);
      }}
    >
      ${saveIcon()}Save report
    </button>
  </div>`;
}

function row({ key, finding }: Listed, state: State, run: Run): TemplateResult {
  const open = state.selected === key;
  const { severity, path, range } = finding;
  return html`<li class="finding severity-${severity} ${open ? 'open' : ''}">
    <button
      type="button"
      class="row"
      data-key=${key}
      aria-expanded=${open}
      @click=${() => {
        run(selectFinding, key);
      }}
    >
      ${severityIcon(severity)}
      <span class="unseen">${SEVERITY_NAME[severity]}:</span>
      <span class="title">${finding.title}</span>
      <span class="where"><bdi>${path}:${range.start.line}</bdi></span>
      <span class="message">${message(finding.message)}</span>
    </button>
    ${open ? detail(finding, state, run) : nothing}
  </li>`;
}

/** Up and down go from finding to finding, through all groups. */
function arrows(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target as Element;
  if (by === undefined || !from.classList.contains('row')) return;
  event.preventDefault();
  const rows = [...(from.closest('.panel')?.querySelectorAll<HTMLElement>('.row') ?? [])];
  rows[rows.findIndex((candidate) => candidate === from) + by]?.focus();
}

function nothingFound(report: Report, run: Run): TemplateResult {
  const { judged, total } = report.scorecard.coverage;
  if (nothingRead(report)) {
    return html`<div class="calm">
      <h2>Nothing could be reviewed.</h2>
      <ul class="notes">
        ${report.files
          .slice(0, NOTES)
          .map(
            ({ path, coverage }) =>
              html`<li><code>${path}</code>: ${message(coverage.notes[0]?.text ?? 'not read')}</li>`,
          )}
      </ul>
      <button
        type="button"
        class="button"
        @click=${() => {
          run(showFiles);
        }}
      >
        Say what a file is
      </button>
    </div>`;
  }
  return html`<div class="calm">
    <h2>No problems found in what was checked.</h2>
    <p>${judged} of ${total} questions could be judged. That is not the same as having none.</p>
    ${leftOut(report, run)}
    <button
      type="button"
      class="button"
      @click=${() => {
        run(showScorecard);
      }}
    >
      See what was checked
    </button>
  </div>`;
}

/** Says that some of it was not read, and leads to what. */
function leftOut(report: Report, run: Run): TemplateResult | typeof nothing {
  const said = unread(report);
  if (said === null) return nothing;
  return html`<p class="left-out">
    ${said}
    <button
      type="button"
      class="link"
      @click=${() => {
        run(showFiles);
      }}
    >
      See which and why
    </button>
  </p>`;
}
