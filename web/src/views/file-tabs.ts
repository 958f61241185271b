import { html, nothing, type TemplateResult } from 'lit';
import { addFile } from '../commands/add-file';
import { closeFile } from '../commands/close-file';
import { finishRename, startRename } from '../commands/rename-file';
import { switchFile } from '../commands/switch-file';
import type { Severity } from '../engine/types';
import { shortNames } from '../state/files';
import type { OpenFile, State } from '../state/model';
import { SEVERITIES } from '../state/model';
import { cross, plus, severityIcon } from './icons';
import type { Run } from './run';
import { SEVERITY_NAME } from './words';

export function fileTabs(state: State, run: Run): TemplateResult {
  const worst = worstByPath(state);
  const names = shortNames(state.files);
  return html`<div class="files-bar">
    <ul class="tabs" aria-label="Open files">
      ${state.files.map((file) =>
        file.id === state.renaming
          ? renaming(file, run)
          : tab(file, names.get(file.id) ?? file.path, state, worst.get(file.path), run),
      )}
    </ul>
    <button
      type="button"
      class="quiet square"
      title="Add an empty file (Alt+N)"
      aria-label="Add an empty file"
      @click=${() => {
        run(addFile);
      }}
    >
      ${plus()}
    </button>
  </div>`;
}

function tab(
  file: OpenFile,
  name: string,
  state: State,
  worst: Severity | undefined,
  run: Run,
): TemplateResult {
  const active = file.id === state.active;
  const keys = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Delete') run(closeFile, file.id);
    else if (key === 'ArrowRight' || key === 'ArrowLeft') beside(event, key === 'ArrowRight');
    else return;
    event.preventDefault();
  };
  return html`<li class="tab ${active ? 'active' : ''}">
    <button
      type="button"
      class="name"
      title="${file.path} (double-click or F2 renames, Delete closes)"
      aria-current=${active ? 'true' : nothing}
      @click=${() => {
        run(switchFile, file.id);
      }}
      @dblclick=${() => {
        run(startRename, file.id);
      }}
      @keydown=${keys}
    >
      ${
        worst === undefined
          ? nothing
          : html`${severityIcon(worst)}<span class="unseen">Worst: ${SEVERITY_NAME[worst]}.</span>`
      }
      <span class="path">${name}</span>
    </button>
    <button
      type="button"
      class="quiet close"
      aria-label="Close ${file.path}"
      @click=${() => {
        run(closeFile, file.id);
      }}
    >
      ${cross()}
    </button>
  </li>`;
}

function renaming(file: OpenFile, run: Run): TemplateResult {
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') run(finishRename, (event.currentTarget as HTMLInputElement).value);
    else if (event.key === 'Escape') run(finishRename, null);
  };
  return html`<li class="tab active">
    <input
      class="rename"
      aria-label="Name of the file"
      spellcheck="false"
      autocomplete="off"
      .value=${file.path}
      @keydown=${keys}
      @blur=${(event: Event) => {
        run(finishRename, (event.currentTarget as HTMLInputElement).value);
      }}
    />
  </li>`;
}

function beside(event: KeyboardEvent, after: boolean): void {
  const item = (event.currentTarget as Element).closest('li');
  const next = after ? item?.nextElementSibling : item?.previousElementSibling;
  next?.querySelector<HTMLElement>('.name')?.focus();
}

function worstByPath(state: State): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const { path, severity } of state.reviewed?.report.findings ?? []) {
    const known = worst.get(path);
    if (known === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known))
      worst.set(path, severity);
  }
  return worst;
}
