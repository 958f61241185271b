/** Why the score is what it is: every term of the sum. */

import { html, nothing, type TemplateResult } from 'lit';
import type { ReportItem, Scorecard } from '../engine/types';
import { areaSums, termShare, whole, type AreaSum } from '../state/scorecard';

const round = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

export function sum(card: Scorecard): TemplateResult | typeof nothing {
  const sums = areaSums(card);
  if (card.score == null || sums.length === 0) return nothing;
  const weights = sums.reduce((all, { area }) => all + area.weight, 0);
  return html`<details class="sum">
    <summary><h2 class="section">Why ${whole(card.score)}?</h2></summary>
    <p>
      The score is the mean of the areas by their weight; an area is the mean of its judged questions by
      theirs; a question is the share of places that are as they should be. What could not be judged counts
      neither way, and findings of low confidence never count.
    </p>
    <p class="formula">
      (${sums.map(({ area }, at) => `${at === 0 ? '' : ' + '}${area.weight} × ${round(area.score ?? 0)}`)}) ÷
      ${weights} = <strong>${round(card.score)}</strong>
    </p>
    ${sums.map(areaSum)}
  </details>`;
}

function areaSum({ area, items, weighted, weights }: AreaSum): TemplateResult {
  return html`<details>
    <summary>
      <span class="title">${area.title}</span>
      <span class="number">${round(weighted)} ÷ ${weights} = ${round(area.score ?? 0)}</span>
    </summary>
    <div class="table" tabindex="0" role="group" aria-label="Terms of ${area.title}">
      <table class="terms">
        <thead>
          <tr>
            <th scope="col">Question and rule</th>
            <th scope="col">Weight</th>
            <th scope="col">As it should be</th>
            <th scope="col">Not</th>
            <th scope="col">Score</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(itemTerms)}
        </tbody>
      </table>
    </div>
  </details>`;
}

function itemTerms(item: ReportItem): TemplateResult {
  const shares = item.terms.map(termShare);
  const met = shares.reduce((all, share) => all + share.met, 0);
  const all = shares.reduce((sum, share) => sum + share.all, 0);
  return html`<tr class="head">
      <th scope="row">${item.title}</th>
      <td>${item.weight}</td>
      <td colspan="2">${met} ÷ ${all}</td>
      <td>${round(item.score ?? 0)}</td>
    </tr>
    ${item.terms.map(
      (term) =>
        html`<tr>
          <td><code>${term.rule}</code></td>
          <td>${term.weight}</td>
          <td>${term.met}</td>
          <td>${term.violated}</td>
          <td></td>
        </tr>`,
    )}`;
}
