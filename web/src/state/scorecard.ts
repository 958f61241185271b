/** The sum behind the score, term by term, from what the report holds. */

import type { ItemState, ReportArea, ReportItem, Scorecard, Term } from '../engine/types';

export interface AreaSum {
  readonly area: ReportArea;
  readonly items: readonly ReportItem[];
  /** Of the judged items: `sum(weight * score)` and `sum(weight)`. */
  readonly weighted: number;
  readonly weights: number;
}

/** The areas with a score, each with the items that made it. */
export function areaSums(scorecard: Scorecard): readonly AreaSum[] {
  return scorecard.areas
    .filter((area) => area.score != null)
    .map((area) => {
      const items = scorecard.items.filter((item) => item.area === area.id && item.score != null);
      return {
        area,
        items,
        weighted: items.reduce((sum, item) => sum + item.weight * (item.score ?? 0), 0),
        weights: items.reduce((sum, item) => sum + item.weight, 0),
      };
    });
}

/** `weight * met` and `weight * (met + violated)` of one term. */
export function termShare({ weight, met, violated }: Term): { met: number; all: number } {
  return { met: weight * met, all: weight * (met + violated) };
}

export function countByState(items: readonly ReportItem[]): ReadonlyMap<ItemState, number> {
  const counts = new Map<ItemState, number>();
  for (const { state } of items) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

export function itemsOf(
  scorecard: Scorecard,
  area: string,
  states: ReadonlySet<ItemState>,
): readonly ReportItem[] {
  return scorecard.items.filter(
    (item) => item.area === area && (states.size === 0 || states.has(item.state)),
  );
}

/** A score without decimals; only what is wholly met is 100, and only what is wholly violated is 0. */
export function whole(score: number): string {
  if (score <= 0 || score >= 100) return String(Math.round(score));
  return String(Math.min(99, Math.max(1, Math.round(score))));
}
