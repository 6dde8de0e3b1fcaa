import { closeSync, openSync, readSync } from 'node:fs';
import { tooLarge } from './decode.ts';
import { fileBytesMax } from './limits.ts';
import type { TextProblem } from './problem.ts';

export interface InventoryFile {
  /** As the person who handed it over knows it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const chunkBytes = 256 * 1024;

/**
 * Reads a file whole, and stops reading at the limit. Where it cannot be read, the reason is the
 * result. Synchronous, for the command line: streams take longer to load than most files to read.
 */
export function readInventoryFile(path: string): InventoryFile | TextProblem {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = readUpToLimit(file);
      return bytes === null ? tooLarge() : { name: path, bytes };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { line: null, message: `cannot be read: ${reason(error)}` };
  }
}

/** Null when there is more than the limit. */
function readUpToLimit(file: number): Uint8Array | null {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.alloc(chunkBytes);
    const read = readSync(file, chunk);
    if (read === 0) return Buffer.concat(chunks);
    size += read;
    if (size > fileBytesMax) return null;
    chunks.push(chunk.subarray(0, read));
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
