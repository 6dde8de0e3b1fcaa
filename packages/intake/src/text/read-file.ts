import { createReadStream } from 'node:fs';
import { tooLarge } from './decode.ts';
import { fileBytesMax } from './limits.ts';
import type { TextProblem } from './problem.ts';

export interface InventoryFile {
  /** As the person who handed it over knows it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads a file whole, and stops reading at the limit. Where it cannot be read, the reason is the result. */
export async function readInventoryFile(path: string): Promise<InventoryFile | TextProblem> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > fileBytesMax) return tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    return { line: null, message: `cannot be read: ${reason(error)}` };
  }
  return { name: path, bytes: Buffer.concat(chunks) };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
