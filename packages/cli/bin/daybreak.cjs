#!/usr/bin/env node
// Starts the built command line under the Node that Daybreak pins. `npx` and the npm scripts already
// run it; called directly on a machine with an older Node, it hands over to the pinned one.
// CommonJS, because that is the quickest to start; `check` is a bundle of its own for the same reason.
const { existsSync } = require('node:fs');
const module_ = require('node:module');
const { join } = require('node:path');

const oldestNode = 24;
const built = join(__dirname, '../dist');

if (!existsSync(join(built, 'check.cjs'))) {
  console.error('daybreak is not built yet: run "npm start" or "npm test" in its folder once');
  process.exit(2);
}
if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.exit(handOver());
}
module_.enableCompileCache?.();
if (process.argv[2] === 'check') require(join(built, 'check.cjs'));
else void import(join(built, 'daybreak.js'));

function handOver() {
  const { spawnSync } = require('node:child_process');
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(__dirname, '../../../node_modules/node/bin', file);
  const { status, error } = spawnSync(pinned, [__filename, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (error) console.error(`Daybreak needs Node ${oldestNode}, and ${pinned} cannot be started`);
  return status ?? 2;
}
