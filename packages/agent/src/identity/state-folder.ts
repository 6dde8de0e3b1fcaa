import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { quietEnvironment } from '../command/index.ts';
import { makeFolder } from '../durable-file/index.ts';
import { StateFailure } from './failure.ts';

export const defaultStateFolder = '/var/lib/daybreak-agent';

/** Taken by this process alone, until it is disposed of or the process ends, however it ends. */
export interface StateFolder extends Disposable {
  readonly path: string;
}

/** @throws StateFailure where others could read it, or another agent works on it */
export async function openState(path: string): Promise<StateFolder> {
  await makeFolder(path);
  await makeFolder(join(path, 'orders'));
  await makeFolder(join(path, 'trust'));
  const { uid, mode } = await stat(path);
  if (uid !== process.geteuid?.() || (mode & 0o077) !== 0) {
    throw new StateFailure(`${path} must belong to the agent's user, with mode 0700`);
  }
  const descriptor = openSync(join(path, 'lock'), 'a', 0o600);
  if (!isTaken(descriptor)) {
    closeSync(descriptor);
    throw new StateFailure(`another agent works on ${path}`);
  }
  return { path, [Symbol.dispose]: () => closeSync(descriptor) };
}

/**
 * A lock of flock(2) belongs to the open file, which the helper shares with us: it stays when the
 * helper ends, and goes with this process. No name is left behind that could look taken.
 */
function isTaken(descriptor: number): boolean {
  const { status, error } = spawnSync('flock', ['--nonblock', '3'], {
    env: quietEnvironment,
    stdio: ['ignore', 'ignore', 'ignore', descriptor],
  });
  if (error !== undefined) throw error;
  return status === 0;
}
