import { html, nothing, type TemplateResult } from 'lit';
import { applyFix } from '../commands/apply-fix';
import { copyFinding } from '../commands/copy-finding';
import { goTo } from '../commands/go-to';
import type { ReportFinding, ReportFix, ReportRange } from '../engine/types';
import { canApply } from '../state/findings';
import type { State } from '../state/model';
import { preview, type Change } from '../state/preview';
import { copyIcon } from './icons';
import type { Run } from './run';
import { codeBlock, inline, message } from './text';

/** More related places than this are shown on demand. */
const PLACES = 6;
/** More than this of one fix is not shown before it is applied. */
const CHANGES = 8;

export function detail(finding: ReportFinding, state: State, run: Run): TemplateResult {
  const { fix } = finding;
  const changes = state.reviewed === null ? [] : preview(fix.edits, state.reviewed.texts);
  return html`<div class="detail">
    <p class="why">${inline(finding.why.replaceAll('\n', ' '))}</p>
    ${related(finding, run)}
    ${
      fix.steps.length === 0
        ? nothing
        : html`<h3 class="label"><span>${message(heading(fix))}</span></h3>
            <ul class="steps">
              ${fix.steps.map((step) => html`<li>${inline(step)}</li>`)}
            </ul>`
    }
    ${changes.slice(0, CHANGES).map((change) => diff(change, changes.length > 1))}
    ${changes.length > CHANGES ? html`<p class="aside">and ${changes.length - CHANGES} more places</p>` : nothing}
    ${
      changes.length === 0 && fix.code != null
        ? html`<h3 class="label">For example</h3>
            ${codeBlock(fix.code.text.trimEnd(), fix.code.language)}`
        : nothing
    }
    ${references(finding)} ${actions(finding, state, run)}
    <p class="origin">
      <code>${finding.rule}</code> ·
      ${finding.item}${
        finding.confidence === 'high'
          ? nothing
          : html` · ${finding.confidence}
            confidence${finding.confidence === 'low' ? ', does not lower the score' : ''}`
      }
    </p>
  </div>`;
}

function actions(finding: ReportFinding, state: State, run: Run): TemplateResult {
  const applicable = canApply(state, finding);
  return html`<div class="actions">
    ${
      finding.fix.edits.length === 0
        ? nothing
        : html`<button
            type="button"
            class="button primary"
            ?disabled=${!applicable}
            title=${applicable ? 'Ctrl+.' : 'The text has changed since the review'}
            @click=${() => {
              run(applyFix);
            }}
          >
            Apply fix
          </button>`
    }
    ${place('Go to the line', finding.path, finding.range, run)}
    <button
      type="button"
      class="quiet"
      @click=${() => {
        run(copyFinding);
      }}
    >
      ${copyIcon()}Copy
    </button>
  </div>`;
}

/** The fix's own name, where it does not only say its first step again. */
function heading({ title, steps }: ReportFix): string {
  const first = steps[0]?.replace(/\.$/, '');
  return title === '' || title === first ? 'Fix' : title;
}

function related(finding: ReportFinding, run: Run): TemplateResult | typeof nothing {
  const all = finding.related;
  if (all.length === 0) return nothing;
  const link = ({ path, range, message: text }: ReportFinding['related'][number]) => {
    const line = path === finding.path ? `line ${range.start.line}` : `${path}:${range.start.line}`;
    return html`<li>${place(line, path, range, run)} ${message(text)}</li>`;
  };
  return html`<h3 class="label">Related places <span class="count">${all.length}</span></h3>
    <ul class="places">
      ${all.slice(0, PLACES).map(link)}
    </ul>
    ${
      all.length <= PLACES
        ? nothing
        : html`<details class="sources">
            <summary>${all.length - PLACES} more</summary>
            <ul class="places">
              ${all.slice(PLACES).map(link)}
            </ul>
          </details>`
    }`;
}

/** A link to a place in the text. */
export function place(text: string, path: string, range: ReportRange | undefined, run: Run): TemplateResult {
  return html`<button
    type="button"
    class="link place"
    @click=${() => {
      run(goTo, { path, range });
    }}
  >
    ${text}
  </button>`;
}

function diff({ path, line, before, after }: Change, named: boolean): TemplateResult {
  return html`<div class="diff" tabindex="0" role="group" aria-label="Change in ${path}, line ${line}">
    ${named ? html`<div class="aside">${path}:${line}</div>` : nothing}
    ${before.map((text) => html`<div class="gone"><span class="sign">−</span><code>${text}</code></div>`)}
    ${after.map((text) => html`<div class="come"><span class="sign">+</span><code>${text}</code></div>`)}
  </div>`;
}

function references({
  references: { cwe, owasp, rfc, links },
}: ReportFinding): TemplateResult | typeof nothing {
  const known = [...cwe, ...owasp, ...rfc];
  if (known.length + links.length === 0) return nothing;
  return html`<p class="references">
    ${known.map((name) => html`<span class="reference">${name}</span>`)}
    ${links.map((link) =>
      link.startsWith('https://')
        ? html`<a href=${link} target="_blank" rel="noopener noreferrer"
            >${link.replace(/^https:\/\//, '')}</a
          >`
        : html`<span class="reference">${link}</span>`,
    )}
  </p>`;
}
