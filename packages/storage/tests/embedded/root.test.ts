import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, cp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startEmbedded } from '@daybreak/storage/embedded';
import { describe, expect, it } from 'vitest';
import { shipped } from '../../src/embedded/binaries.ts';
import { binaries, isRoot, makeSite, query } from './support.ts';

const [first = { name: 'none', folder: '' }] = binaries;
const insertRow = "create table kept (word text); insert into kept values ('still here')";

describe.skipIf(!isRoot)('started by root (needs root)', () => {
  it('the server runs as another account', async () => {
    await using site = makeSite(0o755);
    await using database = await startEmbedded(site.options(first.folder));
    expect(statSync(`/proc/${database.pid()}`).uid).not.toBe(0);
    expect(existsSync(join(site.dataFolder, 'postgres', 'cluster'))).toBe(true);
  });

  it('from a home that others cannot enter, the cluster lives elsewhere and is found again', async () => {
    await using site = makeSite(0o700);
    const before = await startEmbedded(site.options(first.folder));
    await query(before.connection, insertRow);
    await before.stop();
    const place = readFileSync(join(site.dataFolder, 'postgres.pointer'), 'utf8').trim();
    expect(dirname(place)).toBe(site.elsewhere);
    await using after = await startEmbedded(site.options(first.folder));
    expect(await query(after.connection, 'select word from kept')).toEqual([
      { word: 'still here' },
    ]);
  });

  it('finds the cluster again when the data folder was deleted', async () => {
    await using site = makeSite(0o700);
    const before = await startEmbedded(site.options(first.folder));
    await query(before.connection, insertRow);
    await before.stop();
    await rm(site.dataFolder, { recursive: true });
    await using after = await startEmbedded(site.options(first.folder));
    expect(await query(after.connection, 'select word from kept')).toEqual([
      { word: 'still here' },
    ]);
  });

  it('says so when the place that the pointer names is gone', async () => {
    await using site = makeSite(0o700);
    await (await startEmbedded(site.options(first.folder))).stop();
    await rm(site.elsewhere, { recursive: true });
    await expect(startEmbedded(site.options(first.folder))).rejects.toMatchObject({
      code: 'place-unusable',
      message: expect.stringContaining('which is gone'),
    });
  });

  it('from a home that others cannot enter, the shipped programs are copied to where they run', async () => {
    await using site = makeSite(0o700);
    const [source = ''] = await shipped();
    const hidden = join(site.dataFolder, 'node_modules', 'native');
    await cp(dirname(source), hidden, { recursive: true, verbatimSymlinks: true });
    await chmod(dirname(hidden), 0o700);
    await using database = await startEmbedded(site.options(join(hidden, 'bin')));
    expect(await query(database.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
