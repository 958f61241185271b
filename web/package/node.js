// One engine in a process, whether it is imported or required.
import engine from './node.cjs';

export const { Workspace, initSync, review, version } = engine;
export default engine.default;
