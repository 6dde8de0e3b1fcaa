import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentStatus } from '@daybreak/protocol/agent';
import type { InstalledPackage } from '../apt/index.ts';
import { newerKernels } from './kernel.ts';
import { staleServices } from './stale-services.ts';

const becauseMax = 200;
const servicesMax = 1000;

/**
 * What is installed and not in use yet. The machine itself needs a restart where its packages have
 * asked for one (`/run/reboot-required`) or a newer kernel waits; for services, a restart of theirs
 * does.
 * @param root `/`, or where the host's disk is seen
 * @returns null where the host does not let its processes be read
 */
export async function readRestartState(
  root: string,
  packages: readonly Pick<InstalledPackage, 'name' | 'version' | 'state'>[],
): Promise<NonNullable<AgentStatus['restart']> | null> {
  const proc = join(root, 'proc');
  const kernel = {
    release: (await readFile(join(proc, 'sys/kernel/osrelease'), 'utf8')).trim(),
    version: (await readFile(join(proc, 'sys/kernel/version'), 'utf8')).trim(),
  };
  const asked = await textOf(join(root, 'run/reboot-required'));
  const askers = parseAskers((await textOf(join(root, 'run/reboot-required.pkgs'))) ?? '');
  const because = [...new Set([...askers, ...newerKernels(kernel, packages)])].sort();
  const services = await staleServices(proc).catch(unlessForbidden);
  if (services === null) return null;
  return {
    isNeeded: asked !== null || because.length > 0,
    because: because.slice(0, becauseMax),
    services: services.slice(0, servicesMax),
  };
}

/** One name a line, again and again; what is no name of a package is left out. */
export function parseAskers(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const name = line.trim();
    return /^[a-z0-9][a-z0-9+.-]{1,199}$/.test(name) ? [name] : [];
  });
}

/** Null where there is none. */
async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Null where only root may look. */
export function unlessForbidden(error: NodeJS.ErrnoException): null {
  if (error.code === 'EACCES' || error.code === 'EPERM') return null;
  throw error;
}
