import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { chown, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbedded } from '@daybreak/storage/embedded';
import { afterAll, describe, expect, it } from 'vitest';
import { identify } from '../../src/embedded/process.ts';
import {
  binaries,
  endApart,
  isRoot,
  makeSite,
  makeUsedSite,
  query,
  removeTemplates,
  startApart,
} from './support.ts';

/** The account that owns nothing, on every system that has one. */
const nobody = 65_534;
const [first = { name: 'none', folder: '' }] = binaries;

afterAll(removeTemplates);

describe.skipIf(first.folder === '')('the data folder', () => {
  it('is for one Daybreak at a time: of two starters one is told so', async () => {
    await using site = await makeUsedSite(first.folder);
    const both = await Promise.all([
      startApart(site, first.folder),
      startApart(site, first.folder),
    ]);
    const refused = both.filter(({ said }) => said.code === 'in-use');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.said.message).toContain('Another Daybreak (process ');
    await Promise.all(both.map(endApart));
  });

  it('is not locked by a dead holder whose pid lives again in another process', async () => {
    await using site = await makeUsedSite(first.folder);
    const lock = join(site.dataFolder, 'postgres', 'daybreak.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, started: 'another boot 12' }));
    await using again = await startEmbedded(site.options(first.folder));
    expect(again.pid()).toBeGreaterThan(0);
  });

  it('is free after a stop', async () => {
    await using site = await makeUsedSite(first.folder);
    await (await startEmbedded(site.options(first.folder))).stop();
    expect(existsSync(join(site.dataFolder, 'postgres', 'daybreak.lock'))).toBe(false);
  });

  it('ends with the signal it was given', async () => {
    await using site = await makeUsedSite(first.folder);
    const controller = new AbortController();
    const options = { ...site.options(first.folder), signal: controller.signal };
    const database = await startEmbedded(options);
    controller.abort();
    expect(await database.ended).toBeNull();
    expect(await identify(database.pid())).toBeNull();
  });

  it('starts over a stale postmaster.pid whose pid belongs to an innocent process', async () => {
    await using site = await makeUsedSite(first.folder);
    const cluster = join(site.dataFolder, 'postgres', 'cluster');
    const { uid, gid } = statSync(cluster);
    // The same account as the server's: only then does PostgreSQL itself take the pid for its own.
    const innocent = spawn('sleep', ['60'], isRoot ? { uid, gid, cwd: '/' } : {});
    writeFileSync(join(cluster, 'postmaster.pid'), `${innocent.pid}\n${cluster}\n1\n5432\n\n\n\n`);
    try {
      await using again = await startEmbedded(site.options(first.folder));
      expect(again.pid()).toBeGreaterThan(0);
      expect(innocent.exitCode ?? innocent.signalCode).toBeNull();
    } finally {
      innocent.kill();
    }
  });

  it('whose path is too long for a socket gets its socket elsewhere', async () => {
    await using site = makeSite(0o755);
    const dataFolder = join(site.dataFolder, 'a'.repeat(60), 'b'.repeat(60));
    await using database = await startEmbedded({ ...site.options(first.folder), dataFolder });
    expect(database.connection.host.length).toBeLessThan(90);
    expect(await query(database.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await rm(database.connection.host, { recursive: true, force: true });
  });

  it('of another major version is refused with that version and left as it is', async () => {
    await using site = await makeUsedSite(first.folder);
    const file = join(site.dataFolder, 'postgres', 'cluster', 'PG_VERSION');
    writeFileSync(file, '9\n');
    const { mtimeMs } = statSync(join(site.dataFolder, 'postgres', 'cluster'));
    await expect(startEmbedded(site.options(first.folder))).rejects.toMatchObject({
      code: 'version-mismatch',
      message: expect.stringContaining('apt install postgresql-9'),
    });
    expect(readFileSync(file, 'utf8')).toBe('9\n');
    expect(statSync(join(site.dataFolder, 'postgres', 'cluster')).mtimeMs).toBe(mtimeMs);
  });

  it('is told when there is no PostgreSQL', async () => {
    await using site = makeSite(0o755);
    await expect(startEmbedded(site.options('/nowhere'))).rejects.toMatchObject({
      code: 'no-binaries',
    });
  });

  it('that holds something else is left as it is', async () => {
    await using site = makeSite(0o755);
    const cluster = join(site.dataFolder, 'postgres', 'cluster');
    await mkdir(cluster, { recursive: true });
    writeFileSync(join(cluster, 'letter.txt'), 'dear');
    if (isRoot) await chown(cluster, nobody, nobody);
    await expect(startEmbedded(site.options(first.folder))).rejects.toMatchObject({
      code: 'place-unusable',
      message: expect.stringContaining('PG_VERSION is missing'),
    });
    expect(readFileSync(join(cluster, 'letter.txt'), 'utf8')).toBe('dear');
  });

  it('that was made half (killed in initdb) is made anew', async () => {
    await using site = makeSite(0o755);
    const draft = join(site.dataFolder, 'postgres', 'cluster.draft');
    await mkdir(draft, { recursive: true });
    writeFileSync(join(draft, 'PG_VERSION'), '15\n');
    await using database = await startEmbedded(site.options(first.folder));
    expect(database.pid()).toBeGreaterThan(0);
  });
});
