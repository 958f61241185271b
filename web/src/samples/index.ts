/** Small projects to look at first: a contract, a schema, a service, and the three of them read together. */

import type { Incoming } from '../state/files';
import contract from './clinic/openapi.yaml?raw';
import database from './clinic/database.js?raw';
import schema from './clinic/schema.sql?raw';
import owners from './clinic/routes/owners.js?raw';
import server from './clinic/server.js?raw';
import visits from './clinic/routes/visits.js?raw';

export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly files: readonly Incoming[];
}

const CONTRACT = [{ path: 'openapi.yaml', contents: contract }];
const SCHEMA = [{ path: 'schema.sql', contents: schema }];
const SERVICE = [
  { path: 'server.js', contents: server },
  { path: 'database.js', contents: database },
  { path: 'routes/owners.js', contents: owners },
  { path: 'routes/visits.js', contents: visits },
];

export const samples: readonly Sample[] = [
  { id: 'contract', title: 'API contract', what: 'OpenAPI 3.1, one file', files: CONTRACT },
  { id: 'schema', title: 'SQL schema', what: 'PostgreSQL, one file', files: SCHEMA },
  { id: 'service', title: 'Express service', what: 'JavaScript, four files', files: SERVICE },
  {
    id: 'project',
    title: 'All three together',
    what: 'Contract, schema and code of one clinic',
    files: [...CONTRACT, ...SCHEMA, ...SERVICE],
  },
];
