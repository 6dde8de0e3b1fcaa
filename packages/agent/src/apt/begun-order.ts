/** The order that the driver is at, on disk, so that after a kill it can be finished. */
import { dirname } from 'node:path';
import { z } from 'zod';
import { makeFolder, readIfPresent, removeDurably, writeDurably } from '../durable-file/index.ts';
import type { OrderedPackage } from './against-order.ts';
import { misnamed } from './order-form.ts';

const form = z.array(z.object({ name: z.string(), version: z.string() }));

/** @param path as this process sees it */
export async function writeBegun(path: string, order: readonly OrderedPackage[]): Promise<void> {
  await makeFolder(dirname(path));
  await writeDurably(path, JSON.stringify(order));
}

export async function forgetBegun(path: string): Promise<void> {
  await removeDurably(path);
}

/**
 * Empty where there is none, or where it cannot be read: then nothing is known of it.
 * @param misnamedIn of the package manager: what in an order is no package at a version
 */
export async function readBegun(
  path: string,
  misnamedIn: typeof misnamed = misnamed,
): Promise<readonly OrderedPackage[]> {
  const kept = await readIfPresent(path);
  if (kept === null) return [];
  try {
    const order = form.parse(JSON.parse(kept.toString()));
    return misnamedIn(order).length === 0 ? order : [];
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return [];
    throw error;
  }
}
