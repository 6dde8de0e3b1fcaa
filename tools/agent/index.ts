/** Makes of the agent what can be put onto hosts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentVersion } from '@daybreak/agent/version';
import { bundleAgent } from './bundle.ts';
import { makeDebianPackage } from './debian-package.ts';
import { makeExecutable } from './executable.ts';
import { licenceNotices } from './notices.ts';

export interface AgentFiles {
  /** For hosts that have Node. */
  readonly bundle: string;
  /** The licences of all that is carried. */
  readonly notices: string;
  /** For hosts that have nothing. */
  readonly executable: string;
}

const root = join(import.meta.dirname, '../..');

/** @param folder of the files, which is made */
export async function buildAgent(folder: string): Promise<AgentFiles> {
  mkdirSync(folder, { recursive: true });
  const files: AgentFiles = {
    bundle: join(folder, 'daybreak-agent.cjs'),
    notices: join(folder, 'daybreak-agent.licences.txt'),
    executable: join(folder, 'daybreak-agent'),
  };
  const inputs = await bundleAgent(
    root,
    join(root, 'packages/agent/src/main/index.ts'),
    files.bundle,
  );
  writeFileSync(files.notices, licenceNotices(root, inputs));
  makeExecutable(join(root, 'node_modules/node/bin/node'), files.bundle, files.executable);
  return files;
}

/** @returns the path of the package, which is made in the folder */
export function packAgent({ executable, notices }: AgentFiles, folder: string): string {
  return makeDebianPackage({ root, executable, notices, version: agentVersion }, folder);
}
