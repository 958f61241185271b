type Instance<Scope, Name extends string> = Scope extends { [name in Name]: { prototype: infer Value } } ? Value : never;
type InGlobal<Name extends string> = typeof globalThis extends { [name in Name]: infer Scope } ? Scope : never;

/**
 * Where the engine comes from, where that is not beside the module: an address, the answer to a request, its bytes,
 * or a compiled `WebAssembly.Module`.
 */
export type EngineSource =
    | string
    | ArrayBuffer
    | ArrayBufferView
    | Instance<typeof globalThis, "URL">
    | Instance<typeof globalThis, "Response">
    | EngineModule;

/** A compiled `WebAssembly.Module`. */
export type EngineModule = Instance<InGlobal<"WebAssembly">, "Module">;

/**
 * Loads the engine, once; everything else needs it. In Node it is there from the start.
 */
export default function init(source?: { module_or_path: EngineSource | Promise<EngineSource> }): Promise<unknown>;

/**
 * Loads the engine without waiting, from its bytes or a compiled module. In Node it is there from the start.
 * For workers: Chromium lets no page instantiate a module of more than 8 MB without waiting.
 */
export function initSync(source: { module: ArrayBuffer | ArrayBufferView | EngineModule }): unknown;

// Names that are not marked as exported stay inside.
export {};
