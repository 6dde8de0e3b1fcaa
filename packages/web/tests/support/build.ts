import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export interface BuiltScreens extends AsyncDisposable {
  readonly folder: string;
}

/** The screens as they are now, built into a folder of their own. */
export async function buildScreens(): Promise<BuiltScreens> {
  const folder = mkdtempSync(join(tmpdir(), 'daybreak-built-'));
  await build({
    root: join(import.meta.dirname, '../..'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
