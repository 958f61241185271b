import init, { review } from 'archwright';

globalThis.reviewed = async (path, text) => {
  await init();
  return review({ files: [{ path, text }] });
};
