/** The agent as one file, with the Node that runs it: what a host of the fleet without systemd has installed. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFiles } from '../agent/index.ts';

/** Where a host sees them. */
export const agentCommand = ['/opt/daybreak/node', '/opt/daybreak/daybreak-agent.cjs'] as const;

/** Puts both into the folder, which is made. */
export async function makeAgentProgram(folder: string): Promise<void> {
  await bundleFiles(folder);
  copyFileSync(process.execPath, join(folder, 'node'));
}
