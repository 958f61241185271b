import { html, nothing, svg, type TemplateResult } from 'lit';
import { toggleItemState } from '../commands/filter-items';
import type { ItemState, ReportArea, ReportItem, Scorecard } from '../engine/types';
import type { State } from '../state/model';
import { ITEM_STATES } from '../state/model';
import { countByState, itemsOf, whole } from '../state/scorecard';
import { itemRow } from './item';
import { stateIcon } from './icons';
import { routes } from './routes';
import type { Run } from './run';
import { sum } from './sum';
import { message } from './text';
import { STATE_NAME } from './words';

export function scorecard(state: State, run: Run): TemplateResult {
  const report = state.reviewed?.report;
  if (report === undefined) return html``;
  const card = report.scorecard;
  return html`${coverage(card)} ${grade(card)} ${areas(card)} ${sum(card)}
    <section aria-labelledby="items-title">
      <h2 class="section" id="items-title">Every question</h2>
      ${legend(card, state, run)} ${card.areas.map((area) => areaItems(area, card, state, run))}
    </section>
    ${routes(report.routes, run)}`;
}

function coverage({ coverage: { judged, total, next } }: Scorecard): TemplateResult {
  const width = total === 0 ? 0 : (100 * judged) / total;
  return html`<section class="coverage" aria-label="Coverage">
    <h2 class="statement">${judged} of ${total} questions could be judged.</h2>
    <svg class="bar" width="100%" height="6" aria-hidden="true">
      <rect class="track" width="100%" height="6" />
      <rect class="fill" width="${width}%" height="6" />
    </svg>
    ${
      next.length === 0
        ? nothing
        : html`<ul class="next">
            ${next.map(({ add, items }) => html`<li>Add <strong>${add}</strong> to judge ${items} more.</li>`)}
          </ul>`
    }
  </section>`;
}

function grade({ grade: letter, score, gradeReason }: Scorecard): TemplateResult {
  const reason = gradeReason == null ? nothing : html`<p class="reason">${message(gradeReason)}</p>`;
  if (letter == null) {
    return html`<section class="grade none" aria-label="Grade">
      <div>
        <p class="score"><strong>No grade</strong></p>
        ${reason}
      </div>
    </section>`;
  }
  return html`<section class="grade" aria-label="Grade">
    <p class="letter">${letter}</p>
    <div>
      ${
        score == null
          ? nothing
          : html`<p class="score"><strong>${whole(score)}</strong> of 100 over what could be judged</p>`
      }
      ${reason}
    </div>
  </section>`;
}

function areas({ areas: all, items }: Scorecard): TemplateResult {
  return html`<table class="areas">
    <caption class="unseen">
      Areas, with the state of each of their questions
    </caption>
    <thead class="unseen">
      <tr>
        <th scope="col">Area</th>
        <th scope="col">Questions</th>
        <th scope="col">Judged</th>
        <th scope="col">Score</th>
      </tr>
    </thead>
    <tbody>
      ${all.map(
        (area) =>
          html`<tr>
            <th scope="row">${area.title}</th>
            <td class="cells">${cells(items.filter((item) => item.area === area.id))}</td>
            <td class="judged">${area.judged}<span> of ${area.total}</span></td>
            <td class="number">${area.score == null ? '–' : whole(area.score)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** One sign for each question, as the legend under it explains them. */
function cells(items: readonly ReportItem[]): TemplateResult {
  const order = [...items].sort((a, b) => ITEM_STATES.indexOf(a.state) - ITEM_STATES.indexOf(b.state));
  const width = order.length * 11;
  return html`<svg class="grid" width=${width} height="9" viewBox="0 0 ${width} 9" aria-hidden="true">
    ${order.map(({ state }, at) => cell(state, at * 11))}
  </svg>`;
}

function cell(state: ItemState, x: number): unknown {
  switch (state) {
    case 'met':
      return svg`<rect class="state-met" x=${x} y="0" width="9" height="9" fill="currentColor"/>`;
    case 'partial':
      return svg`<path class="state-partial" d="M${x} 9V0h9z" fill="currentColor"/>`;
    case 'violated':
      return svg`<path class="state-violated" d="M${x + 1} 1l7 7m0-7l-7 7" stroke="currentColor" stroke-width="2.2"/>`;
    case 'question':
      return svg`<circle class="state-question" cx=${x + 4.5} cy="4.5" r="3.6" fill="none" stroke="currentColor" stroke-width="1.3"/>`;
    case 'not-seen':
      return svg`<rect class="state-not-seen" x=${x + 0.5} y="0.5" width="8" height="8" fill="none" stroke="currentColor"/>`;
    case 'not-applicable':
      return svg`<circle class="state-not-applicable" cx=${x + 4.5} cy="4.5" r="1.2" fill="currentColor"/>`;
  }
}

function legend({ items }: Scorecard, state: State, run: Run): TemplateResult {
  const counts = countByState(items);
  return html`<div class="chips" role="group" aria-label="States shown">
    ${ITEM_STATES.filter((known) => counts.has(known)).map(
      (known) =>
        html`<button
          type="button"
          class="chip"
          aria-pressed=${state.itemStates.has(known)}
          @click=${() => {
            run(toggleItemState, known);
          }}
        >
          ${stateIcon(known)}<span>${STATE_NAME[known]}</span> <span class="count">${counts.get(known)}</span>
        </button>`,
    )}
  </div>`;
}

function areaItems(
  area: ReportArea,
  card: Scorecard,
  state: State,
  run: Run,
): TemplateResult | typeof nothing {
  const items = itemsOf(card, area.id, state.itemStates);
  if (items.length === 0) return nothing;
  return html`<section class="group" aria-labelledby="area-${area.id}">
    <h3 class="label" id="area-${area.id}">${area.title} <span class="count">${items.length}</span></h3>
    ${items.map((item) => itemRow(item, run))}
  </section>`;
}
