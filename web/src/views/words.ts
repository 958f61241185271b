import type { ItemState, Severity } from '../engine/types';

export const SEVERITY_NAME: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};

export const STATE_NAME: Record<ItemState, string> = {
  met: 'Met',
  partial: 'Partly met',
  violated: 'Violated',
  question: 'Question for people',
  'not-seen': 'Not seen',
  'not-applicable': 'Not applicable',
};
