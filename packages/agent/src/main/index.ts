/** The agent as a program of its own, with the commands of `daybreak agent`. */
import { agentCommand, agentExit } from '../command-line/index.ts';

/** No await outside of it: as one file, the program is CommonJS. */
async function main(): Promise<void> {
  try {
    process.exitCode = await agentCommand(process.argv.slice(2), 'daybreak-agent');
  } catch (error) {
    console.error('This is a fault of Daybreak itself; please report it with the lines below.');
    console.error(error);
    process.exitCode = agentExit.fault;
  }
}

void main();
