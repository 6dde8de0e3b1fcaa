/** The agent as one file, with the Node that runs it: what a host of the fleet has installed. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** Where a host sees them. */
export const agentCommand = ['/opt/daybreak/node', '/opt/daybreak/agent.mjs'] as const;

/** Puts both into the folder, which is made. */
export async function makeAgentProgram(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(process.execPath, join(folder, 'node'));
  await build({
    entryPoints: [join(root, 'packages/agent/src/main/index.ts')],
    outfile: join(folder, 'agent.mjs'),
    ...{ bundle: true, platform: 'node', target: 'node24', format: 'esm', logLevel: 'warning' },
    // CommonJS dependencies inside an ES module still call require.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
}
