/** Every route of the code, with what stands before it. */

import { html, nothing, type TemplateResult } from 'lit';
import type { ReportControl, ReportRoute } from '../engine/types';
import { CONTROLS, controlText, lacking, routeLabel } from '../state/routes';
import { plural } from '../state/summary';
import { place } from './finding';
import type { Run } from './run';

/** Rows that are drawn: a page of more is slow, and nobody reads it. */
const MOST = 300;

export function routes(all: readonly ReportRoute[], run: Run): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const missing = CONTROLS.map((column) => ({ ...column, count: lacking(all, column) }));
  const told = missing.filter(({ count }) => count > 0).map(({ name, count }) => `${count} without ${name}`);
  return html`<section aria-labelledby="routes-title">
    <h2 class="section" id="routes-title">What stands before each route</h2>
    <p class="aside">${plural(all.length, 'route')}${told.length === 0 ? '' : `: ${told.join(', ')}`}.</p>
    <div class="table" tabindex="0" role="group" aria-label="Routes and their guards">
      <table>
        <thead>
          <tr>
            <th scope="col">Route</th>
            ${CONTROLS.map(({ name }) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${all.slice(0, MOST).map((route) => row(route, run))}
        </tbody>
      </table>
    </div>
    ${all.length > MOST ? html`<p class="aside">and ${all.length - MOST} more</p>` : nothing}
  </section>`;
}

function row(route: ReportRoute, run: Run): TemplateResult {
  return html`<tr>
    <th scope="row">${place(routeLabel(route), route.file, route.range, run)}</th>
    ${CONTROLS.map(({ of }) => html`<td>${cell(of(route), run)}</td>`)}
  </tr>`;
}

function cell(control: ReportControl, run: Run): unknown {
  const text = controlText(control);
  const { file, range } = control;
  return file == null || range == null ? text : place(text, file, range, run);
}
