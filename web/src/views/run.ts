import type { Command } from '../commands/command';

/** Carries out a command on behalf of what was pressed. */
export interface Run {
  (command: Command): void;
  <Argument>(command: Command<Argument>, argument: Argument): void;
}
