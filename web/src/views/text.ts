/** Draws what `state/markdown` reads, node by node: text stays text. */

import { html, nothing, type TemplateResult } from 'lit';
import { inlines, parse, sentence, type Block, type Inline, type List } from '../state/markdown';

type Drawn = TemplateResult | string | typeof nothing;

/** How a code span is drawn. */
type Code = (text: string) => TemplateResult;

const plainCode: Code = (text) => html`<code>${text}</code>`;

export function markdown(text: string, code: Code = plainCode): Drawn[] {
  return parse(text).map((from) => block(from, code));
}

export function inline(text: string): Drawn[] {
  return draw(inlines(text));
}

/** For messages: only code spans are drawn. */
export function message(text: string): Drawn[] {
  return draw(sentence(text));
}

function draw(parts: readonly Inline[], code: Code = plainCode): Drawn[] {
  return parts.map((part) => {
    switch (part.type) {
      case 'text':
        return part.text;
      case 'code':
        return code(part.text);
      case 'strong':
        return html`<strong>${draw(part.children, code)}</strong>`;
      case 'emphasis':
        return html`<em>${draw(part.children, code)}</em>`;
    }
  });
}

function block(from: Block, code: Code): Drawn {
  switch (from.type) {
    case 'heading':
      return from.level <= 3
        ? html`<h3>${draw(from.children, code)}</h3>`
        : html`<h4>${draw(from.children, code)}</h4>`;
    case 'paragraph':
      return html`<p>${draw(from.children, code)}</p>`;
    case 'code':
      return codeBlock(from.text, from.language);
    case 'rule':
      return html`<hr />`;
    case 'list':
      return list(from, code);
    case 'table':
      return html`<div class="table" tabindex="0" role="group" aria-label="Table">
        <table>
          <thead>
            <tr>
              ${from.head.map((cell) => html`<th scope="col">${draw(cell, code)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${from.rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td>${draw(cell, code)}</td>`)}
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

function list({ ordered, items }: List, code: Code): TemplateResult {
  const drawn = items.map(
    (item) =>
      html`<li class=${item.checked === null ? '' : 'box'}>
        ${item.checked === null ? nothing : html`<span class="tick">${item.checked ? '☑' : '☐'}</span>`}
        ${draw(item.children, code)}${item.lists.map((inner) => list(inner, code))}
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
