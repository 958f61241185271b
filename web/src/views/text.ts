/** Draws what `state/markdown` reads, node by node: text stays text. */

import { html, nothing, type TemplateResult } from 'lit';
import { inlines, parse, sentence, type Block, type Inline, type List } from '../state/markdown';

type Drawn = TemplateResult | string | typeof nothing;

export function markdown(text: string): Drawn[] {
  return parse(text).map(block);
}

export function inline(text: string): Drawn[] {
  return draw(inlines(text));
}

/** For messages: only code spans are drawn. */
export function message(text: string): Drawn[] {
  return draw(sentence(text));
}

function draw(parts: readonly Inline[]): Drawn[] {
  return parts.map((part) => {
    switch (part.type) {
      case 'text':
        return part.text;
      case 'code':
        return html`<code>${part.text}</code>`;
      case 'strong':
        return html`<strong>${draw(part.children)}</strong>`;
      case 'emphasis':
        return html`<em>${draw(part.children)}</em>`;
    }
  });
}

function block(from: Block): Drawn {
  switch (from.type) {
    case 'heading':
      return from.level <= 3 ? html`<h3>${draw(from.children)}</h3>` : html`<h4>${draw(from.children)}</h4>`;
    case 'paragraph':
      return html`<p>${draw(from.children)}</p>`;
    case 'code':
      return codeBlock(from.text, from.language);
    case 'rule':
      return html`<hr />`;
    case 'list':
      return list(from);
    case 'table':
      return html`<div class="table" tabindex="0" role="group" aria-label="Table">
        <table>
          <thead>
            <tr>
              ${from.head.map((cell) => html`<th scope="col">${draw(cell)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${from.rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td>${draw(cell)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}

export function codeBlock(text: string, language: string): TemplateResult {
  const name = language === '' ? 'Code' : `Code, ${language}`;
  return html`<pre class="code" tabindex="0" role="group" aria-label=${name}><code>${text}</code></pre>`;
}

function list({ ordered, items }: List): TemplateResult {
  const drawn = items.map(
    (item) =>
      html`<li class=${item.checked === null ? '' : 'box'}>
        ${item.checked === null ? nothing : html`<span class="tick">${item.checked ? '☑' : '☐'}</span>`}
        ${draw(item.children)}${item.lists.map(list)}
      </li>`,
  );
  return ordered
    ? html`<ol>
        ${drawn}
      </ol>`
    : html`<ul>
        ${drawn}
      </ul>`;
}
