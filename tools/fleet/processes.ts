/** Processes that end with whoever started them, and are looked for from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** The kernel kills the program when this process ends, however it ends. */
export function tied(program: string, args: readonly string[]): readonly [string, string[]] {
  return ['setpriv', ['--pdeathsig', 'KILL', program, ...args]];
}

/** Runs it with its output going to `heard`, line by line. */
export function spawnHeard(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  heard: (line: string) => void,
): ChildProcess {
  const [command, all] = tied(program, args);
  const child = spawn(command, all, { env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) heard(line);
    });
  }
  return child;
}

/** The first child of a process; null where it has none, or is gone. */
export function childOf(pid: number | undefined): number | null {
  try {
    const first = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0];
    return first ? Number(first) : null;
  } catch {
    return null; // It has just ended.
  }
}

/** Once it is over, however it ended. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}

/**
 * Looks again and again until there is something to see.
 * @param look null or false for nothing yet
 * @throws Error after the time, with what was waited for
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false> | T | null | false,
  timeoutMs = 60_000,
  lookEveryMs = 100,
): Promise<T> {
  const endsAt = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
    if (Date.now() > endsAt) throw new Error(`${what}: not seen within ${timeoutMs / 1000} s`);
    await setTimeout(lookEveryMs);
  }
}
