import { describe, expect, it } from 'vitest';
import { parseLocks } from '../apt/index.ts';
import { lack } from './index.ts';

describe('locks', () => {
  it('are read with who holds them, and without who waits', () => {
    const text = [
      '1: POSIX  ADVISORY  WRITE 65 00:28:2356700 0 EOF',
      '2: POSIX  ADVISORY  READ 66 00:28:2356701 0 EOF',
      '3: OFDLCK ADVISORY  WRITE -1 fd:01:12 0 EOF',
      '3: -> POSIX  ADVISORY  WRITE 70 00:28:2356700 0 EOF',
      '4: LEASE  ACTIVE    READ 71 00:28:99 0 EOF',
    ].join('\n');
    expect(parseLocks(text)).toEqual([
      { pid: 65, inode: 2_356_700 },
      { pid: -1, inode: 12 },
    ]);
  });
});

describe('room', () => {
  const room = { bsize: 4096, bavail: 1_000_000, files: 100_000, ffree: 50_000 };

  it('is lacking where space or inodes are', () => {
    expect(lack('usr', room)).toEqual([]);
    expect(lack('usr', { ...room, files: 0, ffree: 0 })).toEqual([]);
    expect(lack('usr', { ...room, bavail: 10 })).toEqual(['fewer than 64 MB are free for /usr']);
    expect(lack('usr', { ...room, ffree: 3 })).toEqual([
      'fewer than 1000 inodes are free for /usr',
    ]);
  });
});
