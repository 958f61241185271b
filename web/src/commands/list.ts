import { addFile } from './add-file';
import { applyFix } from './apply-fix';
import { closeActiveFile } from './close-file';
import type { Command } from './command';
import { copyFinding } from './copy-finding';
import { copyOutline } from './copy-outline';
import { toggleHelp } from './help';
import { openFiles } from './open-files';
import { renameActiveFile } from './rename-file';
import { reviewNow } from './review-now';
import { saveReport } from './save-report';
import { showFiles, showFindings, showOutline, showScorecard } from './show-view';
import { nextFinding, previousFinding } from './step-finding';
import { nextFile, previousFile } from './switch-file';
import { toggleTheme } from './toggle-theme';

/** Everything that can be done without pointing at something: shortcuts and help are read from here. */
export const COMMANDS: readonly Command[] = [
  reviewNow,
  nextFinding,
  previousFinding,
  applyFix,
  copyFinding,
  showFindings,
  showScorecard,
  showOutline,
  showFiles,
  openFiles,
  addFile,
  closeActiveFile,
  renameActiveFile,
  nextFile,
  previousFile,
  copyOutline,
  saveReport,
  toggleTheme,
  toggleHelp,
];
