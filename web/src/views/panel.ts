/** The views beside the text, behind one row of tabs. */

import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { showView } from '../commands/show-view';
import { isEmpty } from '../state/files';
import type { State, View } from '../state/model';
import { files } from './files';
import { findings } from './findings';
import { intro } from './intro';
import { outline } from './outline';
import type { Run } from './run';
import { scorecard } from './scorecard';

interface Tab {
  readonly view: View;
  readonly name: string;
  readonly count: string | null;
}

export function viewTabs(state: State, run: Run): TemplateResult {
  const tabs = shownTabs(state);
  const keys = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ view }) => view === state.view);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    run(showView, next.view);
    (event.currentTarget as Element).querySelector<HTMLElement>(`#tab-${next.view}`)?.focus();
  };
  return html`<div class="views" role="tablist" aria-label="Views" @keydown=${keys}>
    ${tabs.map(({ view, name, count }) => {
      const chosen = state.view === view;
      return html`<button
        type="button"
        role="tab"
        id="tab-${view}"
        aria-selected=${chosen}
        aria-controls=${view === 'code' ? 'text' : 'panel'}
        tabindex=${chosen ? 0 : -1}
        @click=${() => {
          run(showView, view);
        }}
      >
        ${name}${count === null ? nothing : html` <span class="count">${count}</span>`}
      </button>`;
    })}
  </div>`;
}

function shownTabs(state: State): readonly Tab[] {
  const report = state.reviewed?.report;
  const opened = isEmpty(state) || state.narrow ? null : String(state.files.length);
  const tabs: Tab[] = [
    { view: 'findings', name: 'Findings', count: report?.findings.length.toLocaleString('en') ?? null },
    { view: 'scorecard', name: state.narrow ? 'Score' : 'Scorecard', count: report?.scorecard.grade ?? null },
    { view: 'outline', name: 'Outline', count: null },
    { view: 'files', name: 'Files', count: opened },
  ];
  return state.narrow ? [{ view: 'code', name: 'Text', count: null }, ...tabs] : tabs;
}

export function panel(state: State, run: Run): TemplateResult {
  const view = state.view === 'code' ? 'findings' : state.view;
  const busy = state.reviewing.status === 'running' && state.reviewing.slow;
  return html`<div
    class="panel"
    id="panel"
    role="tabpanel"
    tabindex="0"
    aria-labelledby="tab-${view}"
    aria-busy=${busy}
  >
    ${isEmpty(state) ? intro(state, run) : content(view, state, run)}
  </div>`;
}

function content(view: Exclude<View, 'code'>, state: State, run: Run): TemplateResult {
  const failed =
    state.engine.status === 'failed'
      ? state.engine.message
      : state.reviewing.status === 'failed'
        ? state.reviewing.message
        : null;
  const trouble = failed === null ? nothing : html`<p class="trouble" role="alert">${failed}</p>`;
  if (state.reviewed === null) {
    return html`${trouble}${failed === null ? html`<p class="waiting">Reading what you handed in…</p>` : nothing}`;
  }
  return html`${trouble}${
    view === 'findings'
      ? guard([state.reviewed, state.filter, state.selected, state.shown, state.files], () =>
          findings(state, run),
        )
      : view === 'scorecard'
        ? guard([state.reviewed, state.itemStates], () => scorecard(state, run))
        : view === 'outline'
          ? guard([state.reviewed], () => outline(state, run))
          : guard([state.reviewed, state.files], () => files(state, run))
  }`;
}
