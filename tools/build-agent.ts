/**
 * Makes of the agent, in packages/agent/dist, what can be put onto hosts: one file for those that have
 * Node, with a task for Windows; one executable, and a package of Debian's with it, for those that have
 * nothing. Whom users of the package turn to is said by DAYBREAK_MAINTAINER (`Name <address>`).
 */
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildAgent, nobodyInParticular, packAgent } from './agent/index.ts';

if (process.platform !== 'linux') {
  console.error('The agent is built on Linux, for the processor of the machine that builds it.');
  process.exit(2);
}
const project = join(import.meta.dirname, '..');
const folder = join(project, 'packages/agent/dist');
rmSync(folder, { recursive: true, force: true });
const files = await buildAgent(folder);
const made = [files.bundle, files.windowsTask, files.notices, files.executable];
const maintainer = process.env['DAYBREAK_MAINTAINER'] || nobodyInParticular;
if (spawnSync('dpkg-deb', ['--version']).status === 0) {
  made.push(packAgent(files, folder, maintainer));
} else console.log('No package of Debian: dpkg-deb is not on this machine.');
for (const path of made) {
  const megabytes = statSync(path).size / 1_000_000;
  console.log(`${megabytes.toFixed(1).padStart(6)} MB  ${relative(project, path)}`);
}
