import { truncateSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInventoryFile } from './read-file.ts';

describe('readInventoryFile', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daybreak-intake-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives the bytes of a file', async () => {
    const path = join(folder, 'lily.txt');
    await writeFile(path, 'Host Name: LILY');
    expect(readInventoryFile(path)).toEqual({
      name: path,
      bytes: Buffer.from('Host Name: LILY'),
    });
  });

  it('refuses a file of 4 GiB without holding it', async () => {
    const path = join(folder, 'huge.txt');
    await writeFile(path, '');
    truncateSync(path, 4 * 1024 ** 3);
    expect(readInventoryFile(path)).toEqual({ line: null, message: 'larger than 64 MiB' });
  });

  it('says why a file cannot be read', async () => {
    expect(readInventoryFile(join(folder, 'none.txt'))).toMatchObject({
      line: null,
      message: expect.stringContaining('ENOENT'),
    });
    expect(readInventoryFile(folder)).toMatchObject({
      message: expect.stringContaining('EISDIR'),
    });
  });
});
