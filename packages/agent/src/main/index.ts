/** The agent as a program of its own, with the commands of `daybreak agent`. */
import { agentCommand, agentExit } from '../command-line/index.ts';

try {
  process.exitCode = await agentCommand(process.argv.slice(2));
} catch (error) {
  console.error('This is a fault of Daybreak itself; please report it with the lines below.');
  console.error(error);
  process.exitCode = agentExit.fault;
}
