import { html, nothing, type TemplateResult } from 'lit';
import { switchFile } from '../commands/switch-file';
import { closeFile } from '../commands/close-file';
import { setKind } from '../commands/set-kind';
import { startRename } from '../commands/rename-file';
import type { CoverageStatus, ReportFile } from '../engine/types';
import { isBlank } from '../state/files';
import type { OpenFile, State } from '../state/model';
import { plural } from '../state/summary';
import { place } from './finding';
import { made } from './made';
import type { Run } from './run';
import { message } from './text';

const STATUS: Record<CoverageStatus, string> = {
  read: 'Read',
  partly: 'Partly read',
  'not-read': 'Not read',
};

const NOTES = 20;

/** What the engine takes as a choice, with the name that people know it by. */
const KINDS: readonly (readonly [string, string])[] = [
  ['openapi', 'OpenAPI'],
  ['asyncapi', 'AsyncAPI'],
  ['graphql', 'GraphQL'],
  ['protobuf', 'Protobuf'],
  ['sql', 'SQL'],
  ['postgresql', 'PostgreSQL'],
  ['mysql', 'MySQL'],
  ['sqlite', 'SQLite'],
  ['sqlserver', 'SQL Server'],
  ['javascript', 'JavaScript'],
  ['typescript', 'TypeScript'],
  ['tsx', 'TSX'],
  ['markdown', 'Markdown'],
  ['json', 'JSON'],
  ['yaml', 'YAML'],
  ['text', 'Plain text'],
];

/** Files that were not read are shown at once up to this many. */
const FEW = 5;

export function files(state: State, run: Run): TemplateResult {
  const report = state.reviewed?.report;
  const known = new Map(report?.files.map((file) => [file.path, file]) ?? []);
  const opened = state.files.filter((file) => !isBlank(file));
  const unread = opened.filter(({ path }) => known.get(path)?.coverage.status === 'not-read');
  const others = opened.filter((file) => !unread.includes(file));
  return html`<h2 class="statement">
      ${plural(opened.length, 'file')} handed
      in${unread.length === 0 ? '' : `, ${unread.length} of them not read`}.
    </h2>
    ${entries(others, known, run)}
    ${
      unread.length === 0
        ? nothing
        : html`<details class="sources" ?open=${unread.length <= FEW || others.length === 0}>
            <summary>Not read: ${plural(unread.length, 'file')}</summary>
            ${entries(unread, known, run)}
          </details>`
    }
    ${report === undefined ? nothing : html`${made(report.artifacts, run)}${found(state)}`}`;
}

function entries(
  files: readonly OpenFile[],
  known: ReadonlyMap<string, ReportFile>,
  run: Run,
): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<ul class="handed-in">
    ${files.map((file) => entry(file, known.get(file.path), run))}
  </ul>`;
}

function entry(file: OpenFile, read: ReportFile | undefined, run: Run): TemplateResult {
  return html`<li>
    <div class="head">
      <button
        type="button"
        class="link name"
        @click=${() => {
          run(switchFile, file.id);
        }}
      >
        ${file.path}
      </button>
      ${
        read === undefined
          ? nothing
          : html`<span class="status ${read.coverage.status}">${STATUS[read.coverage.status]}</span>`
      }
      <label>
        <span class="unseen">Kind of ${file.path}</span>
        <select
          @change=${(event: Event) => {
            const { value } = event.currentTarget as HTMLSelectElement;
            run(setKind, { id: file.id, kind: value === '' ? null : value });
          }}
        >
          <option value="" ?selected=${file.kind === null}>Detected</option>
          ${KINDS.map(
            ([kind, name]) => html`<option value=${kind} ?selected=${file.kind === kind}>${name}</option>`,
          )}
        </select>
      </label>
      <button
        type="button"
        class="quiet"
        @click=${() => {
          run(startRename, file.id);
        }}
      >
        Rename
      </button>
      <button
        type="button"
        class="quiet"
        @click=${() => {
          run(closeFile, file.id);
        }}
      >
        Close
      </button>
    </div>
    ${read === undefined ? nothing : described(read, run)}
  </li>`;
}

function described(read: ReportFile, run: Run): TemplateResult {
  const { path, kind, language, reason, lines, baseline, coverage } = read;
  const what = language ?? kind;
  return html`<p class="reason">
      <strong>${what}</strong>: ${message(reason)} ·
      ${plural(lines, 'line')}${baseline ? ' · earlier version, which the others are compared with' : nothing}
    </p>
    ${
      coverage.notes.length === 0
        ? nothing
        : html`<ul class="notes">
            ${coverage.notes
              .slice(0, NOTES)
              .map(
                ({ text, range }) =>
                  html`<li>
                    ${range == null ? nothing : html`${place(`line ${range.start.line}`, path, range, run)} `}${message(
                      text,
                    )}
                  </li>`,
              )}
            ${
              coverage.notes.length > NOTES
                ? html`<li>and ${coverage.notes.length - NOTES} more notes</li>`
                : nothing
            }
          </ul>`
    }`;
}

/** What was found out about the whole, in numbers and entries. */
function found(state: State): TemplateResult | typeof nothing {
  const context = state.reviewed?.report.context;
  if (context === undefined) return nothing;
  const counts = Object.entries(context.counts).filter(([, count]) => count > 0);
  if (counts.length + context.entries.length === 0) return nothing;
  return html`<h2 class="section apart">What was found in them</h2>
    <dl class="facts">
      ${counts.map(
        ([name, count]) =>
          html`<div>
            <dt>${words(name)}</dt>
            <dd>${count.toLocaleString('en')}</dd>
          </div>`,
      )}
    </dl>
    <ul class="places">
      ${context.entries.map(
        ({ topic, value, evidence }) =>
          html`<li>
            <strong>${topic}</strong>: ${value} <span class="aside">(${message(evidence)})</span>
          </li>`,
      )}
    </ul>`;
}

/** `foreignKeys` as people write it. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
