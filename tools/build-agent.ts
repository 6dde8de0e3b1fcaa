/**
 * Makes of the agent, in packages/agent/dist, what can be put onto hosts: one file for those that have
 * Node; one executable, and a package of Debian's with it, for those that have nothing.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildAgent, packAgent } from './agent/index.ts';

if (process.platform !== 'linux') {
  console.error('The agent is built on Linux, for the processor of the machine that builds it.');
  process.exit(2);
}
const project = join(import.meta.dirname, '..');
const folder = join(project, 'packages/agent/dist');
rmSync(folder, { recursive: true, force: true });
const files = await buildAgent(folder);
const made = Object.values(files);
if (spawnSync('dpkg-deb', ['--version']).status === 0) made.push(packAgent(files, folder));
else console.log('No package of Debian: dpkg-deb is not on this machine.');
for (const path of made) {
  const megabytes = statSync(path).size / 1_000_000;
  console.log(`${megabytes.toFixed(1).padStart(6)} MB  ${relative(project, path)}`);
}
