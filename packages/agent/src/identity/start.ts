import { join } from 'node:path';
import { z } from 'zod';
import { readIfPresent, writeDurably } from '../durable-file/index.ts';
import { StateFailure } from './failure.ts';

const startFile = z.strictObject({ start: z.int().positive() });

/**
 * Counts this start, on disk before anything is sent. A file that cannot be read is not counted anew
 * from 1: to the server, that would be a host that was put back to an earlier state.
 * @throws StateFailure
 */
export async function countStart(folder: string): Promise<number> {
  const path = join(folder, 'start.json');
  const start = startAfter(path, await readIfPresent(path));
  await writeDurably(path, `${JSON.stringify({ start })}\n`);
  return start;
}

function startAfter(path: string, kept: Buffer | null): number {
  if (kept === null) return 1;
  try {
    return startFile.parse(JSON.parse(kept.toString())).start + 1;
  } catch (cause) {
    const what = 'does not say how often the agent has started: enrol the host anew';
    throw new StateFailure(`${path} ${what}`, { cause });
  }
}
