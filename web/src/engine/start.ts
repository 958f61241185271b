/**
 * Gets everything that a review needs, then locks the page. The module is compiled here and handed to each
 * worker; the worker runs from a blob, because only then does the page's policy bind it too.
 */

import wasm from 'archwright/wasm?url';
import script from './worker?worker&url';
import { lock } from './lock';
import type { Spawn } from './client';
import type { Reply } from './protocol';

interface ScriptPolicy {
  createScriptURL(address: string): unknown;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy;
}

/** Everything that is fetched is fetched here; afterwards no request leaves the page. */
export async function start(): Promise<Spawn> {
  const [module, address] = await Promise.all([compile(wasm), workerAddress(script)]);
  if (import.meta.env.PROD) lock();
  return (heard, died) => {
    // The policy's own type is not the `string` that the constructor declares.
    const worker = new Worker(address as string, { type: import.meta.env.PROD ? 'classic' : 'module' });
    worker.addEventListener('message', (event: MessageEvent<Reply>) => {
      heard(event.data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      died(event.message || 'the worker ended');
    });
    worker.addEventListener('messageerror', () => {
      died('its answer could not be read');
    });
    worker.postMessage({ type: 'start', module });
    return {
      post: (request) => {
        worker.postMessage(request);
      },
      terminate: () => {
        worker.terminate();
      },
    };
  };
}

async function compile(address: string): Promise<WebAssembly.Module> {
  const response = await fetch(address);
  if (!response.ok)
    throw new Error(`The engine could not be loaded: the server answered ${response.status}.`);
  const streams = response.headers.get('content-type')?.startsWith('application/wasm') === true;
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** The address of a blob with the worker's script, as what the page's policy lets through. */
async function workerAddress(from: string): Promise<unknown> {
  if (!import.meta.env.PROD) return from;
  const response = await fetch(from);
  if (!response.ok)
    throw new Error(`The worker could not be loaded: the server answered ${response.status}.`);
  const blob = URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  if (trustedTypes === undefined) return blob;
  const rules = { createScriptURL: (url: string) => (url === blob ? url : '') };
  return trustedTypes.createPolicy('archwright', rules).createScriptURL(blob);
}
