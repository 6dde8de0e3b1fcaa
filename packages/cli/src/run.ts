import { type ExitCode, exitCodes } from './exit-code.ts';

/** Runs a command; what nobody foresaw is told whole, and never looks like an answer. */
export async function runToExit(command: () => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    console.error('This is a fault of Daybreak itself; please report it with the lines below.');
    console.error(error);
    process.exitCode = exitCodes.fault;
  }
}
