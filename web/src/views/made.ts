/** Documents that the review made, to be saved beside what was handed in. */

import { html, nothing, type TemplateResult } from 'lit';
import { copyArtifact, saveArtifact } from '../commands/save-artifact';
import type { ReportArtifact } from '../engine/types';
import type { Run } from './run';
import { codeBlock, message } from './text';

export function made(artifacts: readonly ReportArtifact[], run: Run): TemplateResult | typeof nothing {
  if (artifacts.length === 0) return nothing;
  const button = (name: string, command: typeof saveArtifact, artifact: ReportArtifact) =>
    html`<button
      type="button"
      class="quiet"
      @click=${() => {
        run(command, artifact);
      }}
    >
      ${name}
    </button>`;
  return html`<h2 class="section apart">Made from this review</h2>
    <ul class="handed-in">
      ${artifacts.map(
        (artifact) =>
          html`<li>
            <strong>${message(artifact.title)}</strong>
            <p class="reason">${message(artifact.description)}</p>
            <details class="sources">
              <summary>${artifact.path}</summary>
              ${codeBlock(artifact.text.trimEnd(), artifact.language)}
            </details>
            <div class="actions">
              ${button('Save', saveArtifact, artifact)}${button('Copy', copyArtifact, artifact)}
            </div>
          </li>`,
      )}
    </ul>`;
}
