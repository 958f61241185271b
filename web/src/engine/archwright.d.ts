declare module 'archwright' {
  import type { ProjectFile, Report } from './types';
  export default function init(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  export class Workspace {
    setFile(file: ProjectFile): void;
    removeFile(path: string): boolean;
    review(): Report;
  }
}
declare module 'archwright/wasm?url' {
  const address: string;
  export default address;
}
