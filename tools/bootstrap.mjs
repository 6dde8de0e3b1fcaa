// What `npm start`, `npm test` and the other scripts run first: straight after a clone it installs
// what the lock file names, builds what has to be built, and goes on under the pinned Node. It is
// plain JavaScript without dependencies because nothing is there yet when it runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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

const scripts = {
  start: () => [build(), daybreak('serve')],
  build: () => [build()],
  test: () => [
    build(),
    run('types', 'node_modules/typescript/bin/tsc', ['-b']),
    run('lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
    run('dead code', 'node_modules/knip/bin/knip.js', []),
    run('tests', 'node_modules/vitest/vitest.mjs', ['run', ...rest]),
  ],
  bench: () => [build(), run('benchmarks', 'tools/bench.ts', rest)],
};

const [name = '', ...rest] = process.argv.slice(2);
if (!(name in scripts))
  fail(`no such script: ${name}; there are ${Object.keys(scripts).join(', ')}`);
if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(`Daybreak needs Node ${oldestNode} or newer to install itself; this is ${process.version}`);
}
install();
scripts[name]();

/** Installs when the lock file is not the one that node_modules was made from. */
function install() {
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
  spawn('npm install', command, [...args, 'install', ...options]);
  if (!existsSync(node)) {
    fail(
      'npm installed everything but Node 24 itself: are install scripts switched off (ignore-scripts)?',
    );
  }
  writeFileSync(marker, wanted);
}

function build() {
  run('build', 'tools/build.ts', []);
}

function daybreak(...args) {
  run('daybreak', 'packages/cli/bin/daybreak.cjs', [...args, ...rest]);
}

function run(what, script, args) {
  spawn(what, node, [join(root, script), ...args]);
}

/** Runs to the end; the first failure ends everything with its exit code. */
function spawn(what, command, args) {
  // Ctrl+C reaches the child by itself; waiting for it to stop cleanly is all there is to do.
  process.on('SIGINT', () => {});
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error) fail(`${what} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
