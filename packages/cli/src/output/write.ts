import { writeSync } from 'node:fs';

const standardOutput = 1;
const retryMs = 5;

/**
 * Writes to standard output without the stream that Node would make for it, which takes longer than
 * many an answer. A reader that went away has seen enough.
 */
export function writeOut(text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(standardOutput, bytes, written);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      // The pipe is full, and its other end has made it one that does not wait.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
    }
  }
}
