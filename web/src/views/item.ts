/** One question of the checklist, with what decided it. */

import { html, nothing, type TemplateResult } from 'lit';
import type { ReportItem } from '../engine/types';
import { whole } from '../state/scorecard';
import { plural } from '../state/summary';
import { place } from './finding';
import { stateIcon } from './icons';
import type { Run } from './run';
import { message } from './text';
import { STATE_NAME } from './words';

export function itemRow(item: ReportItem, run: Run): TemplateResult {
  return html`<details class="item">
    <summary>
      ${stateIcon(item.state)}
      <span class="title">${item.title}</span>
      <span class="state">${STATE_NAME[item.state]}</span>
      <span class="number">${item.score == null ? '' : whole(item.score)}</span>
    </summary>
    <div class="detail">
      <p>${item.question}</p>
      <p class="reason">${message(item.reason)}</p>
      ${
        item.met + item.violated === 0
          ? nothing
          : html`<p class="aside">
              ${plural(item.met, 'place')} as it should be, ${plural(item.violated, 'place')} not; weight
              ${item.weight} in its area
            </p>`
      }
      ${listed(
        'For people to answer',
        item.questions.map((question) => asked(question, run)),
      )}
      ${listed('To judge more of it, add', item.needed.map(message))} ${listed('Held to', item.standards)}
      ${listed(
        'Evidence',
        item.evidence.map(
          ({ path, range, text }) =>
            html`${place(`${path}:${range.start.line}`, path, range, run)} ${message(text)}`,
        ),
      )}
      <p class="origin"><code>${item.id}</code></p>
    </div>
  </details>`;
}

function asked({ text, path, range }: ReportItem['questions'][number], run: Run): unknown {
  const where =
    path == null || range == null ? nothing : place(`${path}:${range.start.line}`, path, range, run);
  return html`${message(text)} ${where}`;
}

function listed(title: string, entries: readonly unknown[]): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  return html`<h4 class="label">${title}</h4>
    <ul class="steps">
      ${entries.map((entry) => html`<li>${entry}</li>`)}
    </ul>`;
}
