import { base } from './base';
import { controls } from './controls';
import { dialogue } from './dialogue';
import { editor } from './editor';
import { findings } from './findings';
import { layout } from './layout';
import { prose } from './prose';
import { scorecard } from './scorecard';
import { tokens } from './tokens';

export const styles = [tokens, base, layout, controls, dialogue, editor, findings, scorecard, prose];
