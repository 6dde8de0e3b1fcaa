import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { quietEnvironment } from '../command/index.ts';
import { hasCode, makeFolder } from '../durable-file/index.ts';
import { StateFailure } from './failure.ts';

export const defaultStateFolder =
  process.platform === 'win32' ? 'C:\\ProgramData\\Daybreak\\agent' : '/var/lib/daybreak-agent';

/** Taken by this process alone, until it is disposed of or the process ends, however it ends. */
export interface StateFolder extends Disposable {
  readonly path: string;
}

/** @throws StateFailure where others could read it, or another agent works on it */
export async function openState(path: string): Promise<StateFolder> {
  if (process.platform === 'win32') await keepOnWindows(path);
  await makeFolder(path);
  await makeFolder(join(path, 'orders'));
  await makeFolder(join(path, 'trust'));
  if (process.platform === 'win32') return openOnWindows(path);
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

/** No share mode: whoever opens the file too is told that it is in use (`uv/win.h`). */
const exclusive = 0x1000_0000;
/** By their security identifiers, which no language changes: the system itself, and administrators. */
const owners = ['*S-1-5-18', '*S-1-5-32-544'].flatMap((who) => ['/grant:r', `${who}:(OI)(CI)F`]);

/**
 * Everybody may make folders in ProgramData: whatever is there already, and the folder above it, is
 * taken from whoever made it. Not yet run on real Windows.
 */
async function keepOnWindows(path: string): Promise<void> {
  const kept = path === defaultStateFolder ? dirname(path) : path;
  await makeFolder(kept);
  const whole = ['/t', '/l'];
  for (const args of [
    ['/setowner', '*S-1-5-32-544', ...whole],
    ['/reset', ...whole],
    ['/inheritance:r', ...owners],
  ]) {
    const icacls = 'C:\\Windows\\System32\\icacls.exe';
    const { status, error } = spawnSync(icacls, [kept, ...args], { stdio: 'ignore' });
    if (error !== undefined) throw new StateFailure(`${icacls}: ${error.message}`);
    if (status !== 0)
      throw new StateFailure(
        `${kept} cannot be kept from others (icacls ${args[0]} ended with ${status}): the agent has to run as administrator`,
      );
  }
}

/** Not yet run on real Windows. */
function openOnWindows(path: string): StateFolder {
  try {
    const flags = constants.O_RDWR | constants.O_CREAT | exclusive;
    const descriptor = openSync(join(path, 'lock'), flags, 0o600);
    return { path, [Symbol.dispose]: () => closeSync(descriptor) };
  } catch (error) {
    if (!hasCode(error, 'EBUSY')) throw error;
    throw new StateFailure(`another agent works on ${path}`);
  }
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
