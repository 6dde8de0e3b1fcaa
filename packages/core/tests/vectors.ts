import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Cell } from '../src/gate/index.ts';

const folder = join(import.meta.dirname, '../../../../shared/vectors');

/** Reference values that others computed, as JSON. */
export function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T;
}

/** A cell as vectors write it: patched, unpatched, failed, failed with the patch. */
export type CellRow = readonly [m: number, n: number, k: number, z: number];

export function cellOf([patched, unpatched, failed, failedPatched]: CellRow): Cell {
  return { patched, unpatched, failed, failedPatched };
}

/** Equal to one part in 10⁹. */
export function expectNear(found: number, expected: number): void {
  expect(Math.abs(found - expected), `${found} is not ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.abs(expected),
  );
}
