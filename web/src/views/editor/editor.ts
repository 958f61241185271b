/** The editor, kept in step with the state: it tells what is typed, and shows what the state says. */

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type Text } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { activeFile } from '../../state/files';
import type { FileId, OpenFile, Reveal, Reviewed, State } from '../../state/model';
import { offset } from '../../state/places';
import { language, languageName, type LanguageName } from './language';
import { marks, marksOf, setMarks } from './marks';

export interface Heard {
  typed(id: FileId, text: Text): void;
  /** Something came from the clipboard; true where it was taken as files. */
  pasted(from: DataTransfer): boolean;
}

interface Kept {
  state: EditorState;
  language: LanguageName;
  /** The report whose findings are marked. */
  reviewed: Reviewed | null;
}

export class Editor {
  readonly #view: EditorView;
  readonly #heard: Heard;
  readonly #kept = new Map<FileId, Kept>();
  readonly #colours = new Compartment();
  #open: FileId | null = null;
  #revealed: Reveal | null = null;

  constructor(parent: Element, root: ShadowRoot, heard: Heard) {
    this.#heard = heard;
    this.#view = new EditorView({
      parent,
      root,
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        if (this.#open === null || !transactions.some(({ docChanged }) => docChanged)) return;
        this.#heard.typed(this.#open, view.state.doc);
      },
    });
  }

  /** Shows what the state says: the active file, its text, its findings, the place asked for. */
  show(state: State): void {
    const file = activeFile(state);
    if (file === undefined) return;
    const kept = this.#keep(file, state);
    if (this.#open !== file.id) this.#switch(file, kept);
    this.#retext(file);
    this.#recolour(file, kept);
    this.#remark(file, kept, state.reviewed);
    if (state.reveal !== null && state.reveal !== this.#revealed && state.reveal.path === file.path) {
      this.#revealed = state.reveal;
      this.#reveal(state.reveal);
    }
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }

  #keep(file: OpenFile, state: State): Kept {
    for (const id of this.#kept.keys()) {
      // A closed file can be reopened: it comes back with its text, without its steps to undo.
      if (!state.files.some((open) => open.id === id)) this.#kept.delete(id);
    }
    const known = this.#kept.get(file.id);
    if (known !== undefined) return known;
    const name = languageName(file.path, file.kind, file.text);
    const kept = { state: this.#fresh(file.text, name), language: name, reviewed: null };
    this.#kept.set(file.id, kept);
    return kept;
  }

  #switch(file: OpenFile, kept: Kept): void {
    const before = this.#open === null ? undefined : this.#kept.get(this.#open);
    if (before !== undefined) before.state = this.#view.state;
    this.#open = null;
    this.#view.setState(kept.state);
    kept.reviewed = null;
    this.#open = file.id;
  }

  /** A text that was changed elsewhere is one step to undo here. */
  #retext(file: OpenFile): void {
    const { doc } = this.#view.state;
    if (doc === file.text || doc.eq(file.text)) return;
    this.#view.dispatch({ changes: changed(doc, file.text), userEvent: 'input.fix' });
  }

  #recolour(file: OpenFile, kept: Kept): void {
    const name = languageName(file.path, file.kind, file.text);
    if (kept.language === name) return;
    kept.language = name;
    this.#view.dispatch({ effects: this.#colours.reconfigure(language(name)) });
  }

  #remark(file: OpenFile, kept: Kept, reviewed: Reviewed | null): void {
    if (kept.reviewed === reviewed) return;
    kept.reviewed = reviewed;
    const fresh = reviewed?.texts.get(file.path);
    const findings = reviewed?.report.findings.filter(({ path }) => path === file.path) ?? [];
    const marked = fresh === undefined ? [] : marksOf(this.#view.state.doc, findings);
    this.#view.dispatch({ effects: setMarks.of(marked) });
  }

  #reveal(target: Reveal): void {
    const at = offset(this.#view.state.doc, target);
    this.#view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: 'center' }),
    });
    if (target.focus) this.#view.focus();
  }

  #fresh(doc: Text, name: LanguageName): EditorState {
    return EditorState.create({ doc, extensions: [this.#extensions(), this.#colours.of(language(name))] });
  }

  #extensions(): Extension {
    return [
      lineNumbers(),
      marks(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches(),
      search({ top: true }),
      EditorState.tabSize.of(2),
      placeholder('Paste an OpenAPI document, SQL or code here, or drop files anywhere.'),
      EditorView.contentAttributes.of({
        'aria-label': 'Text to review',
        tabindex: '0',
        'aria-description': 'Escape and then Tab leaves the text. F8 goes to the next finding.',
        spellcheck: 'false',
      }),
      EditorView.domEventHandlers({
        // Dropped files belong to the page, which takes them wherever they fall.
        drop: (event) => event.dataTransfer?.types.includes('Files') ?? false,
        beforeinput: replaceSelection,
        paste: (event) => event.clipboardData !== null && this.#heard.pasted(event.clipboardData),
      }),
      keymap.of([
        indentWithTab,
        ...searchKeymap,
        ...historyKeymap,
        ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
      ]),
    ];
  }
}

/**
 * Typing over a selection is done here: left to the browser, it would keep looks in inline styles while it
 * joins lines, and the page's policy would refuse each of them.
 */
function replaceSelection(event: InputEvent, view: EditorView): boolean {
  const { main } = view.state.selection;
  if (event.inputType !== 'insertText' || event.data === null || main.empty || view.composing) return false;
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
  return true;
}

/** The one range in which two texts differ. */
function changed(before: Text, after: Text): { from: number; to: number; insert: Text } {
  const [old, now] = [before.toString(), after.toString()];
  const most = Math.min(old.length, now.length);
  let from = 0;
  while (from < most && old.charCodeAt(from) === now.charCodeAt(from)) from++;
  let end = 0;
  while (end < most - from && old.charCodeAt(old.length - 1 - end) === now.charCodeAt(now.length - 1 - end))
    end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
