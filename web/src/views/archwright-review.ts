/** The element: the whole reviewer, drawn from one state. */

import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Command, Context } from '../commands/command';
import { editText } from '../commands/edit-text';
import { commandFor } from '../commands/keys';
import { dropFiles } from '../commands/open-files';
import { resize, setDragging } from '../commands/surroundings';
import type { State } from '../state/model';
import { styles } from '../styles';
import { Editor } from './editor/editor';
import { fileTabs } from './file-tabs';
import { header } from './header';
import { help } from './help';
import { panel, viewTabs } from './panel';
import type { Run } from './run';
import { notice, status } from './status';

export class ArchwrightReview extends LitElement {
  static override styles = styles;

  /** Given before the element is connected. */
  context: Context | null = null;

  #editor: Editor | null = null;
  #attended = '';
  #leave: (() => void)[] = [];

  readonly #run: Run = <Argument>(command: Command<Argument>, argument?: Argument) => {
    if (this.context !== null) command.run(this.context, argument as Argument);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    const { context } = this;
    if (context === null) return;
    const narrow = matchMedia('(max-width: 39.99rem)');
    const resized = () => {
      this.#run(resize, narrow.matches);
    };
    resized();
    const listen = <Name extends keyof WindowEventMap>(
      name: Name,
      heard: (event: WindowEventMap[Name]) => void,
    ) => {
      addEventListener(name, heard);
      this.#leave.push(() => {
        removeEventListener(name, heard);
      });
    };
    narrow.addEventListener('change', resized);
    this.#leave.push(
      () => {
        narrow.removeEventListener('change', resized);
      },
      context.store.subscribe(() => {
        this.requestUpdate();
      }),
    );
    listen('keydown', (event) => {
      this.#pressed(event);
    });
    listen('dragover', (event) => {
      event.preventDefault();
      this.#run(setDragging, true);
    });
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) this.#run(setDragging, false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      this.#run(setDragging, false);
      if (event.dataTransfer !== null) this.#run(dropFiles, event.dataTransfer);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const leave of this.#leave) leave();
    this.#leave = [];
  }

  protected override firstUpdated(): void {
    const parent = this.renderRoot.querySelector('.editor');
    if (parent === null || !(this.renderRoot instanceof ShadowRoot)) return;
    this.#editor = new Editor(parent, this.renderRoot, {
      typed: (id, text) => {
        this.#run(editText, { id, text });
      },
      pasted: (transfer) => {
        if (transfer.files.length === 0) return false;
        this.#run(dropFiles, transfer);
        return true;
      },
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const state = this.context?.store.get();
    if (state === undefined) return;
    this.#editor?.show(state);
    this.#dialogue(state);
    this.#rename(state);
    this.#attend(state);
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.context?.store.get();
    if (state === undefined) return nothing;
    const run = this.#run;
    const textHidden = state.narrow && state.view !== 'code';
    const panelHidden = state.narrow && state.view === 'code';
    return html`<div class="app" data-theme=${state.theme} ?data-narrow=${state.narrow}>
      ${header(state, run)} ${state.narrow ? viewTabs(state, run) : nothing}
      <main class="work">
        <section class="text" id="text" aria-label="Text" ?hidden=${textHidden}>
          ${fileTabs(state, run)}
          <div class="editor"></div>
        </section>
        <section class="review" aria-label="Review" ?hidden=${panelHidden}>
          ${state.narrow ? nothing : viewTabs(state, run)} ${panel(state, run)}
        </section>
      </main>
      ${status(state)} ${notice(state, run)} ${help(run)}
      <div class="drop" ?hidden=${!state.dragging}><p>Drop files or folders to have them reviewed</p></div>
    </div>`;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const from = event.composedPath()[0];
    const writing =
      from instanceof HTMLElement &&
      (from.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(from.tagName));
    const command = commandFor(event, writing);
    if (command === undefined) return;
    event.preventDefault();
    this.#run(command);
  }

  #dialogue(state: State): void {
    const dialogue = this.renderRoot.querySelector('dialog');
    if (dialogue === null || dialogue.open === state.help) return;
    if (state.help) dialogue.showModal();
    else dialogue.close();
  }

  /** The open finding and the active tab are in sight, however they came to be so. */
  #attend({ active, selected, view }: State): void {
    const [before, now] = [this.#attended, `${active} ${view} ${selected ?? ''}`];
    this.#attended = now;
    if (before === now) return;
    for (const name of ['.tab.active', '.finding.open > .row']) {
      this.renderRoot.querySelector(name)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  #rename(state: State): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>('.rename');
    if (state.renaming === null || input === null || this.shadowRoot?.activeElement === input) return;
    input.focus();
    input.setSelectionRange(input.value.lastIndexOf('/') + 1, input.value.length);
  }
}
