import { type ExitCode, exitCodes } from '../exit-code.ts';
import { checkUsage, readArguments } from './arguments.ts';
import { check } from './command.ts';

/** `daybreak check` from its words to its exit status. */
export async function runCheck(words: readonly string[]): Promise<ExitCode> {
  const request = readArguments(words);
  switch (request.kind) {
    case 'help':
      process.stdout.write(checkUsage);
      return exitCodes.answered;
    case 'wrong':
      console.error(`${request.message}\n\n${checkUsage}`);
      return exitCodes.badInput;
    case 'check':
      return check(request.paths, request.options);
    default:
      return request satisfies never;
  }
}
