import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Client, type Outcome, type Submitted } from './client';
import type { Reply, Request } from './protocol';
import type { Report } from './types';

const REPORT = {} as Report;
let workers: {
  sent: Request[];
  answer: (reply: Reply) => void;
  die: (message: string) => void;
  ended: boolean;
}[];
let outcomes: Outcome[];
let client: Client<Submitted>;

const file = (path: string, content: object = {}): Submitted => ({
  path,
  content,
  kind: null,
  read: () => ({ path, text: path, kind: undefined }),
});
const reviewed = (id: number): Reply => ({ type: 'reviewed', id, report: REPORT, milliseconds: 1 });
const asked = (worker: number) => workers[worker]?.sent.filter((request) => request.type === 'review') ?? [];

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  outcomes = [];
  client = new Client(
    (answer, die) => {
      const worker = { sent: [] as Request[], answer, die, ended: false };
      workers.push(worker);
      return {
        post: (request) => worker.sent.push(request),
        terminate: () => {
          worker.ended = true;
        },
      };
    },
    { started: () => undefined, finished: (outcome) => outcomes.push(outcome) },
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test('only what changed is sent again', () => {
  const a = file('a');
  client.review([a, file('b')]);
  workers[0]?.answer(reviewed(1));
  client.review([a, file('c')]);
  expect(asked(0)[1]).toMatchObject({ set: [{ path: 'c' }], remove: ['b'] });
});

test('the latest request wins', () => {
  client.review([file('a')]);
  client.review([file('b')]);
  client.review([file('c')]);
  workers[0]?.answer(reviewed(1));
  expect(outcomes).toEqual([]);
  expect(asked(0)).toHaveLength(2);
  workers[0]?.answer(reviewed(2));
  expect(outcomes).toHaveLength(1);
});

test('a request that waits too long takes the place of the running one', () => {
  client.review([file('a')]);
  client.review([file('b')]);
  vi.advanceTimersByTime(5_000);
  expect(workers[0]?.ended).toBe(true);
  expect(asked(1)).toMatchObject([{ set: [{ path: 'b' }], remove: [] }]);
  workers[0]?.answer(reviewed(1));
  expect(outcomes).toEqual([]);
});

test('a worker that dies is told of, and replaced with everything sent anew', () => {
  const a = file('a');
  client.review([a]);
  workers[0]?.die('unreachable');
  expect(outcomes).toMatchObject([{ type: 'failed' }]);
  client.review([a]);
  expect(asked(1)).toMatchObject([{ set: [{ path: 'a' }] }]);
});

test('a review without end is stopped', () => {
  client.review([file('a')]);
  vi.advanceTimersByTime(61_000);
  expect(workers[0]?.ended).toBe(true);
  expect(outcomes).toMatchObject([{ type: 'failed' }]);
});
