/**
 * A small project to look at first: its contract, its schema, its service, and the three of them read together.
 * It is the one whose verdict the engine's tests hold.
 */

import type { Incoming } from '../state/files';
import app from '../../../tests/projects/clinic/input/src/app.js?raw';
import auth from '../../../tests/projects/clinic/input/src/auth.js?raw';
import contract from '../../../tests/projects/clinic/input/openapi.yaml?raw';
import database from '../../../tests/projects/clinic/input/src/db.js?raw';
import owners from '../../../tests/projects/clinic/input/src/routes/owners.js?raw';
import schema from '../../../tests/projects/clinic/input/db/schema.sql?raw';
import visits from '../../../tests/projects/clinic/input/src/routes/visits.js?raw';

export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly files: readonly Incoming[];
}

const CONTRACT = [{ path: 'openapi.yaml', contents: contract }];
const SCHEMA = [{ path: 'schema.sql', contents: schema }];
const SERVICE = [
  { path: 'app.js', contents: app },
  { path: 'auth.js', contents: auth },
  { path: 'db.js', contents: database },
  { path: 'routes/owners.js', contents: owners },
  { path: 'routes/visits.js', contents: visits },
];

export const samples: readonly Sample[] = [
  { id: 'contract', title: 'API contract', what: 'OpenAPI 3.1, one file', files: CONTRACT },
  { id: 'schema', title: 'SQL schema', what: 'PostgreSQL, one file', files: SCHEMA },
  { id: 'service', title: 'Express service', what: 'JavaScript, five files', files: SERVICE },
  {
    id: 'project',
    title: 'All three together',
    what: 'Contract, schema and code of one clinic',
    files: [...CONTRACT, ...SCHEMA, ...SERVICE],
  },
];
