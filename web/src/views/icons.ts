/** Signs, drawn with attributes only. Each severity and state has its own shape, not only its own colour. */

import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { ItemState, Severity } from '../engine/types';

const icon = (name: string, shape: SVGTemplateResult, size = 16): TemplateResult =>
  html`<svg class="icon ${name}" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true">
    ${shape}
  </svg>`;

const SEVERITY: Record<Severity, SVGTemplateResult> = {
  critical: svg`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor"/><path d="M8 4v5M8 11v1.4" stroke="var(--archwright-surface)" stroke-width="1.8"/>`,
  high: svg`<path d="M8 1.5 15.2 14H.8z" fill="currentColor"/><path d="M8 6v4M8 11.4v1.3" stroke="var(--archwright-surface)" stroke-width="1.5"/>`,
  medium: svg`<path d="M8 1.6 14.4 8 8 14.4 1.6 8z" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M8 5v3.4M8 9.6v1.3" stroke="currentColor" stroke-width="1.5"/>`,
  low: svg`<circle cx="8" cy="8" r="5.7" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M5.4 8h5.2" stroke="currentColor" stroke-width="1.6"/>`,
  info: svg`<circle cx="8" cy="8" r="5.7" fill="none" stroke="currentColor" stroke-width="1.3" stroke-dasharray="2 1.6"/><path d="M8 7.2v4M8 4.6v1.3" stroke="currentColor" stroke-width="1.5"/>`,
};

const STATE: Record<ItemState, SVGTemplateResult> = {
  met: svg`<rect x="2" y="2" width="12" height="12" fill="currentColor"/><path d="m4.6 8.2 2.4 2.4 4.4-5" fill="none" stroke="var(--archwright-surface)" stroke-width="1.7"/>`,
  partial: svg`<path d="M2 14V2h12z" fill="currentColor"/><rect x="2.6" y="2.6" width="10.8" height="10.8" fill="none" stroke="currentColor" stroke-width="1.2"/>`,
  violated: svg`<rect x="2" y="2" width="12" height="12" fill="currentColor"/><path d="m5 5 6 6m0-6-6 6" stroke="var(--archwright-surface)" stroke-width="1.7"/>`,
  question: svg`<rect x="2.6" y="2.6" width="10.8" height="10.8" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M6.2 6.4a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.6-.9 1.2M8 10.6v1.3" fill="none" stroke="currentColor" stroke-width="1.3"/>`,
  'not-seen': svg`<rect x="2.6" y="2.6" width="10.8" height="10.8" fill="none" stroke="currentColor" stroke-width="1.1" stroke-dasharray="1.8 1.6"/>`,
  'not-applicable': svg`<circle cx="8" cy="8" r="1.5" fill="currentColor"/>`,
};

export const severityIcon = (severity: Severity): TemplateResult =>
  icon(`severity-${severity}`, SEVERITY[severity]);
export const stateIcon = (state: ItemState): TemplateResult => icon(`state-${state}`, STATE[state], 14);

const line = (shape: SVGTemplateResult): TemplateResult =>
  icon('line', svg`<g fill="none" stroke="currentColor" stroke-width="1.4">${shape}</g>`);

export const mark = (): TemplateResult =>
  html`<svg class="mark" width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M4 21V11a8 8 0 0 1 16 0v10M9 21v-9a3 3 0 0 1 6 0v9M1.5 21h21"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
    />
  </svg>`;
export const cross = (): TemplateResult => line(svg`<path d="m4.2 4.2 7.6 7.6m0-7.6-7.6 7.6"/>`);
export const plus = (): TemplateResult => line(svg`<path d="M8 3v10M3 8h10"/>`);
export const padlock = (): TemplateResult =>
  line(svg`<rect x="3" y="7" width="10" height="6.5"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>`);
export const chevron = (): TemplateResult => line(svg`<path d="m4.5 6.2 3.5 3.6 3.5-3.6"/>`);
export const folder = (): TemplateResult => line(svg`<path d="M1.8 13V3.4h4.4l1.5 1.8h6.5V13z"/>`);
export const copyIcon = (): TemplateResult =>
  line(svg`<rect x="5.4" y="5.4" width="8" height="8"/><path d="M10.5 5.4V2.6H2.6v7.9h2.8"/>`);
export const saveIcon = (): TemplateResult =>
  line(svg`<path d="M8 2v7.4m-3.2-3L8 9.6l3.2-3.2M2.6 13.4h10.8"/>`);
export const light = (): TemplateResult =>
  line(
    svg`<circle cx="8" cy="8" r="2.8"/><path d="M8 1.2v1.9M8 12.9v1.9M1.2 8h1.9M12.9 8h1.9M3.2 3.2l1.3 1.3M11.5 11.5l1.3 1.3M12.8 3.2l-1.3 1.3M4.5 11.5l-1.3 1.3"/>`,
  );
export const dark = (): TemplateResult =>
  line(svg`<path d="M13.2 9.7A5.8 5.8 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z"/>`);
export const auto = (): TemplateResult =>
  line(svg`<circle cx="8" cy="8" r="5.4"/><path d="M8 2.6a5.4 5.4 0 0 1 0 10.8z" fill="currentColor"/>`);
