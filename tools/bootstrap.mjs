// What `npm start`, `npm test` and the other scripts run first: straight after a clone it installs
// what the lock file names, builds what has to be built, and goes on under the pinned Node. It is
// plain JavaScript without dependencies because nothing is there yet when it runs.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const oldestNode = 20;

const build = ['build', 'tools/build.ts', []];
const scripts = {
  start: (rest) => [build, ['daybreak', 'packages/cli/bin/daybreak.cjs', ['serve', ...rest]]],
  build: () => [build],
  'build:agent': () => [['build of the agent', 'tools/build-agent.ts', []]],
  test: (rest) => [
    build,
    ['types', 'node_modules/typescript/bin/tsc', ['-b']],
    ['lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']],
    ['dead code', 'node_modules/knip/bin/knip.js', []],
    ['tests', 'node_modules/vitest/vitest.mjs', ['run', ...rest]],
  ],
  fleet: (rest) => [build, ['fleet', 'tools/fleet/main.ts', rest]],
  'fleet:kills': (rest) => [build, ['kills', 'tools/fleet/main.ts', ['--kills', ...rest]]],
  bench: (rest) => [build, ['benchmarks', 'tools/bench.ts', rest]],
};

const [name = '', ...rest] = process.argv.slice(2);
if (!(name in scripts))
  fail(`no such script: ${name}; there are ${Object.keys(scripts).join(', ')}`);
if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(`Daybreak needs Node ${oldestNode} or newer to install itself; this is ${process.version}`);
}
await install();
for (const [what, script, args] of scripts[name](rest)) {
  await run(what, node, [join(root, script), ...args]);
}

/** Installs when the lock file is not the one that node_modules was made from. */
async function install() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const marker = join(root, 'node_modules/.installed-lock');
  if (existsSync(node) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log('Installing what Daybreak needs (once; a minute or two) …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Not `npm ci`: that refuses a lock file without the binaries of platforms whose packages the
  // registry it was made with did not carry. Without saving, the lock file is read and left as it is.
  const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm install', command, [...args, 'install', ...options]);
  if (!existsSync(node)) {
    fail(
      'npm installed everything but Node 24 itself: are install scripts switched off (ignore-scripts)?',
    );
  }
  writeFileSync(marker, wanted);
}

/** Runs to the end; the first failure ends everything with its exit code. */
async function run(what, command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  const exit = once(child, 'exit').catch((error) =>
    fail(`${what} could not be started: ${error.message}`),
  );
  const release = stopTogether(child);
  const [status] = await exit;
  release();
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * Who stops us stops the child. Ctrl+C reaches it by itself, so we only wait. Told to end, npm ends
 * itself and its shell and tells nobody further: a shell that is gone means the same as SIGTERM.
 */
function stopTogether(child) {
  const { ppid } = process;
  const end = () => child.kill('SIGTERM');
  const wait = () => {};
  process.on('SIGTERM', end).on('SIGINT', wait);
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== ppid) end();
  }, 500);
  return () => {
    clearInterval(watch);
    process.off('SIGTERM', end).off('SIGINT', wait);
  };
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
