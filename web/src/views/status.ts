import { html, nothing, type TemplateResult } from 'lit';
import { dismissNotice, undoNotice } from '../commands/notice';
import type { State } from '../state/model';
import { duration, summary } from '../state/summary';
import { cross } from './icons';
import type { Run } from './run';
import { message } from './text';

export function status(state: State): TemplateResult {
  const { reviewing, reviewed } = state;
  const busy = reviewing.status === 'running' && reviewing.slow;
  const engine = reviewed?.report.engine;
  return html`<footer class="status ${reviewing.status} ${busy ? 'busy' : ''}">
    <p class="said" role="status">${summary(state)}</p>
    ${
      reviewing.status === 'done' && reviewed !== null
        ? html`<p class="wide">reviewed in ${duration(reviewing.milliseconds)}</p>`
        : nothing
    }
    ${
      engine === undefined
        ? nothing
        : html`<p class="wide" title="Reports with the same hash were judged by the same rules">
            engine ${engine.version} · rules ${engine.rules.slice(0, 8)}
          </p>`
    }
  </footer>`;
}

export function notice({ notice: shown }: State, run: Run): TemplateResult {
  return html`<div class="notice" role="status">
    ${
      shown === null
        ? nothing
        : html`<p>${message(shown.text)}</p>
            ${
              shown.undo.length === 0
                ? nothing
                : html`<button
                    type="button"
                    class="link"
                    @click=${() => {
                      run(undoNotice);
                    }}
                  >
                    Undo
                  </button>`
            }
            <button
              type="button"
              class="quiet square"
              aria-label="Close the message"
              @click=${() => {
                run(dismissNotice);
              }}
            >
              ${cross()}
            </button>`
    }
  </div>`;
}
