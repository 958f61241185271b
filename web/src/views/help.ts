import { html, type TemplateResult } from 'lit';
import { closeHelp } from '../commands/help';
import { keyLabel } from '../commands/keys';
import { COMMANDS } from '../commands/list';
import type { Run } from './run';
import { cross } from './icons';

/** Always in the page, so that the element can open and close it as a modal dialogue. */
export function help(run: Run): TemplateResult {
  const close = () => {
    run(closeHelp);
  };
  return html`<dialog class="help" aria-labelledby="help-title" @close=${close}>
    <div class="title">
      <h2 id="help-title">Help and shortcuts</h2>
      <button type="button" class="quiet square" aria-label="Close the help" @click=${close}>
        ${cross()}
      </button>
    </div>
    <p>
      Paste into the text or drop files and folders anywhere; the review follows by itself. Open a finding for
      the reason, the steps and, where one is certain, a fix to apply. In the text, Tab moves the line in:
      <kbd>Esc</kbd> and then <kbd>Tab</kbd> leaves it.
    </p>
    <dl>
      ${COMMANDS.filter(({ keys }) => keys.length > 0).map(
        ({ title, keys }) =>
          html`<div>
            <dt>${title}</dt>
            <dd>${keys.map((key) => html`<kbd>${keyLabel(key)}</kbd>`)}</dd>
          </div>`,
      )}
    </dl>
    <h3>What becomes of the text</h3>
    <p>
      It stays in this page’s memory and is gone when the page is closed. The page’s policy lets the browser
      load the engine and then refuses every request, for the page and for the worker that the engine runs in.
      What it cannot stop: a browser extension that reads pages, and a link that you follow yourself.
    </p>
  </dialog>`;
}
