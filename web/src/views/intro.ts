import { html, nothing, type TemplateResult } from 'lit';
import { loadSample } from '../commands/load-sample';
import { openFiles } from '../commands/open-files';
import { samples } from '../samples';
import type { State } from '../state/model';
import { padlock } from './icons';
import type { Run } from './run';

/** What stands here before anything is handed in: what this is, how to start, what becomes of the text. */
export function intro(state: State, run: Run): TemplateResult {
  return html`<div class="intro">
    <h2>Have your backend read the way an architect reads it.</h2>
    <p class="lead">
      Paste or drop an API contract, a SQL schema or the code of a service. You see what is wrong and on which
      line, how it stands against an architect’s checklist, and a first design outline.
    </p>
    ${
      state.engine.status === 'failed'
        ? html`<p class="trouble" role="alert">${state.engine.message}</p>`
        : nothing
    }
    <p class="start">
      <button
        type="button"
        class="button primary"
        @click=${() => {
          run(openFiles);
        }}
      >
        Open files
      </button>
      <span class="aside">or paste into the text, or drop files and folders anywhere</span>
    </p>
    <h3 class="label">Or start from an example</h3>
    <ul class="samples">
      ${samples.map(
        ({ id, title, what }) =>
          html`<li>
            <button
              type="button"
              @click=${() => {
                run(loadSample, id);
              }}
            >
              <strong>${title}</strong><span>${what}</span>
            </button>
          </li>`,
      )}
    </ul>
    <div class="privacy">
      ${padlock()}
      <p>
        <strong>Nothing leaves this page.</strong> The engine runs here, in your browser. Once it is loaded,
        the page tells the browser to refuse every further request, and cannot take that back. You can go
        offline and carry on.
      </p>
    </div>
  </div>`;
}
