import { wouldLose } from './commands/leaving';
import { recall } from './commands/memory';
import { Reviewing } from './commands/reviewing';
import { start } from './engine/start';
import { initial } from './state/initial';
import type { Theme } from './state/model';
import { createStore } from './state/store';
import { ArchwrightReview } from './views/archwright-review';

const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
const theme = THEMES.find((known) => known === recall('theme')) ?? 'auto';
const store = createStore({ ...initial(), theme });
let reviewing: Reviewing | null = null;

customElements.define('archwright-review', ArchwrightReview);
const element = document.querySelector('archwright-review');
const page = element?.parentElement;
if (element instanceof ArchwrightReview && page != null) {
  // Taken out and put back with its context: the parser connected it before it was known.
  element.remove();
  element.replaceChildren();
  element.context = { store, review: () => reviewing?.now() };
  page.append(element);
}

const showTheme = () => {
  document.documentElement.dataset['theme'] = store.get().theme;
};
showTheme();
store.subscribe(showTheme);

addEventListener('beforeunload', (event) => {
  if (wouldLose(store.get())) event.preventDefault();
});

start().then(
  (spawn) => {
    store.update((state) => ({ ...state, engine: { status: 'ready' } }));
    reviewing = new Reviewing(store, spawn);
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    store.update((state) => ({ ...state, engine: { status: 'failed', message } }));
  },
);
