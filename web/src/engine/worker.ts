/** Runs the engine away from the page: typing never waits for a review. */

import init, { Workspace } from 'archwright';
import type { Reply, Request } from './protocol';

let workspace: Workspace | null = null;
let current: number | null = null;

self.addEventListener('message', (event: MessageEvent<Request>) => {
  answer(event.data).catch((error: unknown) => {
    send({ type: 'failed', id: current, message: error instanceof Error ? error.message : String(error) });
  });
});

async function answer(request: Request): Promise<void> {
  switch (request.type) {
    case 'start': {
      await init({ module_or_path: request.module });
      workspace = new Workspace();
      send({ type: 'ready' });
      return;
    }
    case 'review': {
      current = request.id;
      if (workspace === null) throw new Error('asked to review before the engine was started');
      const started = performance.now();
      for (const path of request.remove) workspace.removeFile(path);
      for (const { path, text, kind } of request.set) workspace.setFile(path, text, kind);
      const report = workspace.review();
      const milliseconds = performance.now() - started;
      send({ type: 'reviewed', id: request.id, report, milliseconds });
    }
  }
}

function send(reply: Reply): void {
  self.postMessage(reply);
}
