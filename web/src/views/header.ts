import { html, type TemplateResult } from 'lit';
import { toggleHelp } from '../commands/help';
import { loadSample } from '../commands/load-sample';
import { openFiles } from '../commands/open-files';
import { toggleTheme } from '../commands/toggle-theme';
import { samples } from '../samples';
import type { State, Theme } from '../state/model';
import { auto, chevron, dark, folder, light, mark, padlock } from './icons';
import type { Run } from './run';

const THEME: Record<Theme, { name: string; icon: () => TemplateResult }> = {
  auto: { name: 'as the system', icon: auto },
  dark: { name: 'dark', icon: dark },
  light: { name: 'light', icon: light },
};

export function header(state: State, run: Run): TemplateResult {
  const theme = THEME[state.theme];
  return html`<header class="top">
    <h1 class="brand">${mark()}<span>Archwright</span></h1>
    <p class="promise">${padlock()}<span>Nothing leaves this page</span></p>
    <nav class="tools" aria-label="Page">
      ${examples(run)}
      <button
        type="button"
        class="quiet"
        aria-label="Open files"
        @click=${() => {
          run(openFiles);
        }}
      >
        ${folder()}<span class="wide">Open files</span>
      </button>
      <button
        type="button"
        class="quiet square"
        title="Colours: ${theme.name}"
        aria-label="Colours: ${theme.name}"
        @click=${() => {
          run(toggleTheme);
        }}
      >
        ${theme.icon()}
      </button>
      <button
        type="button"
        class="quiet square"
        title="Help and shortcuts (?)"
        aria-label="Help and shortcuts"
        @click=${() => {
          run(toggleHelp);
        }}
      >
        ?
      </button>
    </nav>
  </header>`;
}

function examples(run: Run): TemplateResult {
  const choose = (event: Event, id: string) => {
    (event.currentTarget as Element).closest('details')?.removeAttribute('open');
    run(loadSample, id);
  };
  const leave = (event: FocusEvent) => {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (!menu.contains(event.relatedTarget as Node | null)) menu.open = false;
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    const menu = event.currentTarget as HTMLDetailsElement;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  };
  return html`<details class="menu" @focusout=${leave} @keydown=${escape}>
    <summary class="quiet">Examples${chevron()}</summary>
    <ul>
      ${samples.map(
        ({ id, title, what }) =>
          html`<li>
            <button
              type="button"
              @click=${(event: Event) => {
                choose(event, id);
              }}
            >
              <strong>${title}</strong><span>${what}</span>
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}
