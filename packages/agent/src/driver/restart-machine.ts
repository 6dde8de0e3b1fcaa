import type { RunCommand } from '../command/index.ts';

const timeoutMs = 60_000;

/** False where the host would not. */
export async function restartMachine(run: RunCommand): Promise<boolean> {
  const { status } = await run({ program: 'shutdown', args: ['-r', 'now'], timeoutMs });
  return status === 0;
}
