/** Makes of the agent what can be put onto hosts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentVersion } from '@daybreak/agent/version';
import { bundleAgent } from './bundle.ts';
import { type AgentPackage, makeDebianPackage } from './debian-package.ts';
import { makeExecutable } from './executable.ts';
import { licenceNotices } from './notices.ts';
import { encodedTask, windowsPlaces, windowsTask } from './windows-task.ts';

export interface BundleFiles {
  /** For hosts that have Node. */
  readonly bundle: string;
  /** For hosts of Windows that have Node: the agent as a task. */
  readonly windowsTask: string;
  /** The licences of all that is carried. */
  readonly notices: string;
}

export interface AgentFiles extends BundleFiles {
  /** For hosts that have nothing. */
  readonly executable: string;
  /** What the agent says of itself. */
  readonly version: string;
}

const root = join(import.meta.dirname, '../..');

/** @param folder of the files, which is made */
export async function bundleFiles(folder: string, version = agentVersion): Promise<BundleFiles> {
  mkdirSync(folder, { recursive: true });
  const files = {
    bundle: join(folder, 'daybreak-agent.cjs'),
    notices: join(folder, 'daybreak-agent.licences.txt'),
    windowsTask: join(folder, 'daybreak-agent.task.xml'),
  };
  writeFileSync(
    files.notices,
    licenceNotices(root, await bundleAgent(root, files.bundle, version)),
  );
  const task = windowsTask({ version, ...windowsPlaces });
  writeFileSync(files.windowsTask, encodedTask(task));
  return files;
}

/** @param folder of the files, which is made */
export async function buildAgent(folder: string, version = agentVersion): Promise<AgentFiles> {
  const files = await bundleFiles(folder, version);
  const executable = join(folder, 'daybreak-agent');
  makeExecutable(join(root, 'node_modules/node/bin/node'), files.bundle, executable);
  return { ...files, executable, version };
}

/** Whoever builds it says who they are, or is nobody in particular. */
export const nobodyInParticular = 'Whoever built this package <root@localhost>';

/** @returns the path of the package, which is made in the folder */
export function packAgent(
  { executable, notices, version }: AgentFiles,
  folder: string,
  maintainer = nobodyInParticular,
  compression: AgentPackage['compression'] = 'xz',
): string {
  const given = { root, executable, notices, version, maintainer, compression };
  return makeDebianPackage(given, folder);
}
