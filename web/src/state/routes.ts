/** What the table of routes says, route by route. */

import type { ControlState, ReportControl, ReportRoute } from '../engine/types';

export interface Column {
  readonly name: string;
  readonly of: (route: ReportRoute) => ReportControl;
}

export const CONTROLS: readonly Column[] = [
  { name: 'Authentication', of: (route) => route.authentication },
  { name: 'Authorization', of: (route) => route.authorization },
  { name: 'Validation', of: (route) => route.validation },
  { name: 'Rate limit', of: (route) => route.rateLimit },
  { name: 'CSRF', of: (route) => route.csrf },
];

const STATE: Record<ControlState, string> = {
  covered: 'yes',
  'not-covered': 'no',
  public: 'public',
  unknown: 'unknown',
  'not-needed': '–',
};

/** `GET /users/:id` */
export function routeLabel({ method, path }: ReportRoute): string {
  return `${method ?? 'ANY'} ${path}`;
}

/** The guard that shows it where there is one: `requireAuth`, `public: permitAll()`. */
export function controlText({ state, name }: ReportControl): string {
  if (name == null || state === 'unknown') return STATE[state];
  return state === 'covered' ? name : `${STATE[state]}: ${name}`;
}

/** How many routes are known to lack a control. */
export function lacking(routes: readonly ReportRoute[], { of }: Column): number {
  return routes.filter((route) => of(route).state === 'not-covered').length;
}
