import { expect, test } from 'vitest';
import type { ReportItem, Scorecard } from '../engine/types';
import { areaSums, itemsOf, termShare, whole } from './scorecard';

const item = (area: string, weight: number, score: number | null): ReportItem => {
  const made: Partial<ReportItem> = {
    id: `${area}.${weight}`,
    area,
    weight,
    score,
    state: score === null ? 'not-seen' : 'met',
  };
  return made as ReportItem;
};
const made: Partial<Scorecard> = {
  areas: [
    { id: 'api', title: 'API', score: 75, weight: 3, judged: 2, total: 3 },
    { id: 'ops', title: 'Operation', score: null, weight: 2, judged: 0, total: 1 },
  ],
  items: [item('api', 1, 0), item('api', 3, 100), item('api', 5, null), item('ops', 1, null)],
};
const card = made as Scorecard;

test('an area’s sum is that of its judged questions, and areas without a score have none', () => {
  expect(areaSums(card)).toMatchObject([{ area: { id: 'api' }, weighted: 300, weights: 4 }]);
});

test('a term weighs each of its places', () => {
  expect(termShare({ rule: 'x', weight: 4, met: 2, violated: 3 })).toEqual({ met: 8, all: 20 });
});

test('questions are filtered by state', () => {
  expect(itemsOf(card, 'api', new Set())).toHaveLength(3);
  expect(itemsOf(card, 'api', new Set(['not-seen']))).toHaveLength(1);
});

test('only what is whole is 100, and only what is nothing is 0', () => {
  expect([0, 0.2, 50.5, 99.8, 100].map(whole)).toEqual(['0', '1', '51', '99', '100']);
});
