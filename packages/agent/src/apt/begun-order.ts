/** The order that the driver is at, on disk, so that after a kill it can be finished. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { OrderedPackage } from './against-order.ts';
import { misnamed } from './order-form.ts';

const form = z.array(z.object({ name: z.string(), version: z.string() }));

/** @param path as this process sees it */
export async function writeBegun(path: string, order: readonly OrderedPackage[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.part`, JSON.stringify(order), { mode: 0o600, flush: true });
  await rename(`${path}.part`, path);
}

export async function forgetBegun(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** Empty where there is none, or where it cannot be read: then nothing is known of it. */
export async function readBegun(path: string): Promise<readonly OrderedPackage[]> {
  try {
    const order = form.parse(JSON.parse(await readFile(path, 'utf8')));
    return misnamed(order).length === 0 ? order : [];
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return [];
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
