/** The start of `daybreak check` as a program of its own: nothing but what it needs is loaded. */
import './plain-output.ts';
import { runToExit } from '../run.ts';
import { runCheck } from './main.ts';

void runToExit(() => runCheck(process.argv.slice(3)));
