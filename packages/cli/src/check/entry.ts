/** The start of `daybreak check` as a program of its own: nothing but what it needs is loaded. */
import { runCheck } from './main.ts';

runCheck(process.argv.slice(3)).then((code) => {
  process.exitCode = code;
});
