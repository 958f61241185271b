/** Whether something would be lost that its owner cannot get back by pressing a button. */

import { samples } from '../samples';
import { isBlank } from '../state/files';
import type { State } from '../state/model';

const EXAMPLES = samples.flatMap(({ files }) => files.map(({ contents }) => contents));
const LONGEST = Math.max(...EXAMPLES.map(({ length }) => length));

export function wouldLose(state: State): boolean {
  return state.files.some((file) => {
    if (isBlank(file)) return false;
    return file.text.length > LONGEST || !EXAMPLES.includes(file.text.toString());
  });
}
