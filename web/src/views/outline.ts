import { html, nothing, type TemplateResult } from 'lit';
import { copyOutline } from '../commands/copy-outline';
import type { Section } from '../engine/types';
import type { State } from '../state/model';
import { place } from './finding';
import { copyIcon } from './icons';
import type { Run } from './run';
import { markdown } from './text';

const SOURCES = 12;

export function outline(state: State, run: Run): TemplateResult {
  const sections = state.reviewed?.report.outline.sections ?? [];
  const paths = new Set(state.files.map(({ path }) => path));
  const jump = (event: Event, id: string) => {
    const panel = (event.currentTarget as Element).closest('.panel');
    const heading = panel?.querySelector<HTMLElement>(`#section-${CSS.escape(id)}`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  };
  return html`<div class="toolbar">
      <p class="aside grow">A first design outline, made only from what was handed in.</p>
      <button
        type="button"
        class="quiet"
        @click=${() => {
          run(copyOutline);
        }}
      >
        ${copyIcon()}Copy as Markdown
      </button>
    </div>
    <nav aria-label="Sections">
      <ol class="contents">
        ${sections.map(
          ({ id, title }) =>
            html`<li>
              <button
                type="button"
                class="link"
                @click=${(event: Event) => {
                  jump(event, id);
                }}
              >
                ${title}
              </button>
            </li>`,
        )}
      </ol>
    </nav>
    <article class="prose">${sections.map((section) => drawn(section, paths, run))}</article>`;
}

function drawn(section: Section, paths: ReadonlySet<string>, run: Run): TemplateResult {
  const { id, title, markdown: text, sources } = section;
  return html`<section aria-labelledby="section-${id}">
    <h2 id="section-${id}" tabindex="-1">${title}</h2>
    <div class="body">${markdown(text, (span) => linked(span, paths, run))}</div>
    ${
      sources.length === 0
        ? nothing
        : html`<details class="sources">
            <summary>
              ${sources.length === 1 ? 'One place' : `${sources.length} places`} this comes from
            </summary>
            <ul class="places">
              ${sources
                .slice(0, SOURCES)
                .map(
                  (source) =>
                    html`<li>
                      ${place(`${source.path}:${source.range.start.line}`, source.path, source.range, run)}
                      ${source.text}
                    </li>`,
                )}
            </ul>
            ${sources.length > SOURCES ? html`<p class="aside">and ${sources.length - SOURCES} more</p>` : nothing}
          </details>`
    }
  </section>`;
}

/** A code span that names a line of an open file leads there. */
function linked(text: string, paths: ReadonlySet<string>, run: Run): TemplateResult {
  const [, path, digits] = /^(.+):(\d{1,7})$/.exec(text) ?? [];
  if (path === undefined || !paths.has(path)) return html`<code>${text}</code>`;
  const start = { line: Number(digits), column: 1, offset: 0 };
  return place(text, path, { start, end: start }, run);
}
