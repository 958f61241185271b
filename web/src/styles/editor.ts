import { css } from 'lit';

export const editor = css`
  .files-bar {
    display: flex;
    align-items: stretch;
    min-height: 2.5rem;
    padding-inline-end: 0.5rem;
    border-bottom: 1px solid var(--archwright-line);
    background: var(--archwright-ground);
  }

  .files-bar > .quiet {
    align-self: center;
    margin-inline-start: 0.25rem;
  }

  .tabs {
    position: relative;
    display: flex;
    min-width: 0;
    overflow: auto hidden;
    scrollbar-width: thin;
  }

  .tab {
    display: flex;
    flex: none;
    align-items: center;
    padding-inline: 0.875rem 0.25rem;
    border-inline-end: 1px solid var(--archwright-line);
    color: var(--archwright-ink-faint);
  }

  .tab.active {
    position: relative;
    background: var(--archwright-surface);
    color: var(--archwright-ink);
  }

  .tab.active::after {
    content: '';
    position: absolute;
    inset: auto 0 0;
    height: 2px;
    background: var(--archwright-accent);
  }

  .tab .name {
    display: flex;
    align-items: center;
    gap: 0.4375rem;
    min-height: 2.25rem;
    padding: 0;
    border: 0;
    background: none;
    font-size: 0.8125rem;
  }

  .tab .name:hover {
    color: var(--archwright-ink);
  }

  .tab .icon[class*='severity-'] {
    width: 0.75rem;
    height: 0.75rem;
  }

  .tab .path {
    max-width: 16rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .tab .close {
    min-height: 1.5rem;
    width: 1.5rem;
    margin-inline-start: 0.25rem;
    padding: 0;
    justify-content: center;
    color: var(--archwright-ink-faint);
  }

  .tab .close .icon {
    width: 0.75rem;
    height: 0.75rem;
  }

  .rename {
    width: 12rem;
    padding: 0.125rem 0.25rem;
    border: 1px solid var(--archwright-accent);
    background: var(--archwright-surface);
    font-size: 0.8125rem;
  }

  .editor {
    min-height: 0;
    overflow: hidden;
  }

  .cm-editor {
    height: 100%;
    font-size: 0.8125rem;
    background: var(--archwright-surface);
    color: var(--archwright-ink);
  }

  .cm-editor.cm-focused {
    outline: none;
    box-shadow: inset 2px 0 0 var(--archwright-accent);
  }

  .cm-editor .cm-scroller {
    font-family: var(--archwright-mono);
    line-height: 1.6;
  }

  .cm-editor .cm-content {
    padding-block: 0.75rem;
    caret-color: var(--archwright-ink);
  }

  .cm-editor .cm-gutters {
    border: 0;
    background: var(--archwright-surface);
    color: var(--archwright-ink-faint);
  }

  .cm-editor .cm-lineNumbers .cm-gutterElement {
    min-width: 2.75rem;
    padding-inline: 0.5rem 0.25rem;
    font-variant-numeric: tabular-nums;
  }

  .cm-editor .cm-activeLine,
  .cm-editor .cm-activeLineGutter {
    background: color-mix(in srgb, var(--archwright-accent) 6%, transparent);
  }

  .cm-editor .cm-cursor {
    border-left-color: var(--archwright-ink);
  }

  .cm-editor .cm-selectionBackground,
  .cm-editor.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground {
    background: color-mix(in srgb, var(--archwright-accent) 24%, transparent);
  }

  .cm-editor .cm-selectionMatch {
    background: color-mix(in srgb, var(--archwright-accent) 13%, transparent);
  }

  .cm-editor .cm-placeholder {
    color: var(--archwright-ink-faint);
    font-family: var(--archwright-sans);
    font-size: 0.875rem;
  }

  .cm-editor .signs {
    width: 0.75rem;
  }

  .cm-editor .sign {
    position: relative;
  }

  .cm-editor .sign::before {
    content: '';
    position: absolute;
    inset: 0.18rem 0.3125rem;
    width: 3px;
    border-radius: 1.5px;
    background: var(--severity);
  }

  .cm-editor .mark {
    text-decoration: underline wavy var(--severity) 1px;
    text-underline-offset: 0.28em;
    text-decoration-skip-ink: none;
  }

  .cm-editor .mark.severity-info,
  .cm-editor .mark.severity-low {
    text-decoration-style: dotted;
    text-decoration-thickness: 2px;
  }

  .cm-editor .cm-tooltip {
    border: 1px solid var(--archwright-line);
    border-radius: 6px;
    background: var(--archwright-surface);
    color: var(--archwright-ink);
    box-shadow: 0 8px 24px rgb(0 0 0 / 14%);
  }

  .card {
    max-width: min(30rem, 80vw);
    padding: 0.5rem 0.75rem;
    font: 0.8125rem/1.45 var(--archwright-sans);
    overflow-wrap: anywhere;
  }

  .card p + p {
    margin-top: 0.5rem;
  }

  .card strong {
    color: var(--severity);
    font-weight: 600;
  }

  .cm-editor .cm-panels {
    border: 0;
    border-bottom: 1px solid var(--archwright-line);
    background: var(--archwright-ground);
    color: var(--archwright-ink);
  }

  .cm-editor .cm-panel.cm-search {
    font-family: var(--archwright-sans);
  }

  .cm-editor .cm-textfield,
  .cm-editor .cm-button {
    border: 1px solid var(--archwright-line-strong);
    border-radius: 4px;
    background: var(--archwright-surface);
    color: inherit;
    font-size: 0.8125rem;
  }

  .cm-editor .cm-panel.cm-search [name='close'] {
    color: inherit;
    font-size: 1rem;
  }

  .tok-keyword,
  .tok-bool,
  .tok-null {
    color: light-dark(#7a3ea1, #c9a3ea);
  }

  .tok-string,
  .tok-string2 {
    color: light-dark(#2f6a3c, #9bd0a4);
  }

  .tok-number,
  .tok-literal,
  .tok-atom {
    color: light-dark(#9a4a12, #eeb283);
  }

  .tok-propertyName,
  .tok-definition,
  .tok-typeName {
    color: light-dark(#1f4c97, #9dbcf2);
  }

  .tok-comment,
  .tok-meta {
    color: var(--archwright-ink-faint);
  }

  .tok-comment {
    font-style: italic;
  }
`;
