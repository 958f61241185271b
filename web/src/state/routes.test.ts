import { describe, expect, it } from 'vitest';
import type { ReportControl, ReportRoute } from '../engine/types';
import { CONTROLS, controlText, lacking, routeLabel } from './routes';

const control = (state: ReportControl['state'], name: string | null = null): ReportControl => ({
  state,
  name,
  file: null,
  range: null,
});

const route = (authentication: ReportControl): ReportRoute => ({
  method: null,
  path: '/users',
  file: 'app.js',
  range: { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 2, offset: 1 } },
  handler: null,
  roles: [],
  authentication,
  authorization: control('unknown'),
  validation: control('not-needed'),
  rateLimit: control('not-covered'),
  csrf: control('not-covered'),
});

describe('the table of routes', () => {
  it('names the guard that covers a route', () => {
    expect(controlText(control('covered', 'requireAuth'))).toBe('requireAuth');
    expect(controlText(control('public', 'permitAll()'))).toBe('public: permitAll()');
  });

  it('does not present a guard that is not understood as cover', () => {
    expect(controlText(control('unknown', 'prepare'))).toBe('unknown');
    expect(controlText(control('not-needed'))).toBe('–');
  });

  it('counts only what is known to be missing', () => {
    const routes = [
      route(control('not-covered')),
      route(control('unknown')),
      route(control('covered', 'auth')),
    ];
    const [authentication] = CONTROLS;
    expect(authentication && lacking(routes, authentication)).toBe(1);
    expect(routes.map(routeLabel)).toEqual(['ANY /users', 'ANY /users', 'ANY /users']);
  });
});
