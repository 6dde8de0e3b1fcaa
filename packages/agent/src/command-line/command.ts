/** `daybreak agent` from its words to its exit status. */
import { UnsuitedHost } from '../driver/index.ts';
import { StateFailure } from '../identity/index.ts';
import { agentUsage, readWords } from './arguments.ts';
import { enrollHost } from './enroll.ts';
import { type AgentExit, agentExit } from './exit.ts';
import { runHost } from './run.ts';
import { showStatus } from './status.ts';

/** @param program what people type before the words */
export async function agentCommand(
  words: readonly string[],
  program = 'daybreak agent',
): Promise<AgentExit> {
  const asked = readWords(words);
  try {
    switch (asked.kind) {
      case 'help':
        process.stdout.write(agentUsage(program));
        return agentExit.done;
      case 'wrong':
        console.error(`${asked.message}\n\n${agentUsage(program)}`);
        return agentExit.badInput;
      case 'enroll':
        return await enrollHost(asked, program);
      case 'run':
        return await runHost(asked.stateFolder);
      case 'status':
        return await showStatus(asked.stateFolder);
      default:
        return asked satisfies never;
    }
  } catch (error) {
    if (!(error instanceof StateFailure || error instanceof UnsuitedHost)) throw error;
    console.error(error.message);
    return agentExit.badInput;
  }
}
