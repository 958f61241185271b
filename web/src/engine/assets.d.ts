declare module 'archwright/wasm?url' {
  const address: string;
  export default address;
}
