import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startEmbedded } from '@daybreak/storage/embedded';
import { describe, expect, it } from 'vitest';
import { shipped } from '../../src/embedded/binaries.ts';
import { identify } from '../../src/embedded/process.ts';
import { binaries, endApart, endOf, isRoot, makeSite, query, startApart } from './support.ts';

/** The account that owns nothing, on every system that has one. */
const nobody = 65_534;
const [first = { name: 'none', folder: '' }] = binaries;
const insertRow = "create table kept (word text); insert into kept values ('still here')";

describe.each(binaries)('the embedded database on $name', ({ folder }) => {
  it('keeps what was written over a stop and a start', async () => {
    await using site = makeSite(0o755);
    const before = await startEmbedded(site.options(folder));
    await query(before.connection, insertRow);
    await before.stop();
    await using after = await startEmbedded(site.options(folder));
    expect(await query(after.connection, 'select word from kept')).toEqual([
      { word: 'still here' },
    ]);
  });

  it('is UTF-8, ordered by code point, checksummed, durable and on no network', async () => {
    await using site = makeSite(0o755);
    await using database = await startEmbedded(site.options(folder));
    const settings = `select name, setting from pg_settings where name in
      ('server_encoding', 'data_checksums', 'fsync', 'listen_addresses') order by name`;
    expect(await query(database.connection, settings)).toEqual([
      { name: 'data_checksums', setting: 'on' },
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
      { name: 'server_encoding', setting: 'UTF8' },
    ]);
    const collation = "select datcollate from pg_database where datname = 'daybreak'";
    expect(await query(database.connection, collation)).toEqual([{ datcollate: 'C' }]);
    expect(statSync(database.connection.host).mode & 0o777).toBe(0o700);
  });

  it('survives our death: the orphan is ended and its data read', async () => {
    await using site = makeSite(0o755);
    const killed = await startApart(site, folder);
    const { connection, pid = 0 } = killed.said;
    if (connection === undefined) throw new Error(killed.said.message);
    await query(connection, insertRow);
    killed.child.kill('SIGKILL');
    await endOf(killed.child);
    expect(await identify(pid)).not.toBeNull();
    await using next = await startEmbedded(site.options(folder));
    expect(next.pid()).not.toBe(pid);
    expect(await identify(pid)).toBeNull();
    expect(await query(next.connection, 'select word from kept')).toEqual([{ word: 'still here' }]);
  });

  it('survives the death of us and of the server at once', async () => {
    await using site = makeSite(0o755);
    for (let round = 0; round < 3; round += 1) {
      const killed = await startApart(site, folder);
      const { connection, pid = 0 } = killed.said;
      if (connection === undefined) throw new Error(killed.said.message);
      await query(connection, 'create table if not exists rounds (round int)');
      await query(connection, `insert into rounds values (${round})`);
      killed.child.kill('SIGKILL');
      process.kill(pid, 'SIGKILL');
    }
    await using next = await startEmbedded(site.options(folder));
    const rounds = await query(next.connection, 'select round from rounds order by round');
    expect(rounds).toEqual([{ round: 0 }, { round: 1 }, { round: 2 }]);
  });

  it('starts the server again when only the server is killed', async () => {
    await using site = makeSite(0o755);
    let heard: (event: string) => void = () => {};
    const event = new Promise<string>((resolve) => {
      heard = resolve;
    });
    await using database = await startEmbedded({
      ...site.options(folder),
      onEvent: (e) => heard(e),
    });
    await query(database.connection, insertRow);
    const killed = database.pid();
    process.kill(killed, 'SIGKILL');
    expect(await event).toContain('ended unexpectedly (SIGKILL)');
    await expect
      .poll(() => query(database.connection, 'select word from kept').catch(() => []), {
        timeout: 30_000,
      })
      .toEqual([{ word: 'still here' }]);
    expect(database.pid()).not.toBe(killed);
  });
});

describe.skipIf(first.folder === '')('the data folder', () => {
  it('is for one Daybreak at a time: of two starters one is told so', async () => {
    await using site = makeSite(0o755);
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
    await using site = makeSite(0o755);
    await (await startEmbedded(site.options(first.folder))).stop();
    const lock = join(site.dataFolder, 'postgres', 'daybreak.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, started: 'another boot 12' }));
    await using again = await startEmbedded(site.options(first.folder));
    expect(again.pid()).toBeGreaterThan(0);
  });

  it('is free after a stop', async () => {
    await using site = makeSite(0o755);
    await (await startEmbedded(site.options(first.folder))).stop();
    expect(existsSync(join(site.dataFolder, 'postgres', 'daybreak.lock'))).toBe(false);
  });

  it('ends with the signal it was given', async () => {
    await using site = makeSite(0o755);
    const controller = new AbortController();
    const options = { ...site.options(first.folder), signal: controller.signal };
    const database = await startEmbedded(options);
    controller.abort();
    expect(await database.ended).toBeNull();
    expect(await identify(database.pid())).toBeNull();
  });

  it('starts over a stale postmaster.pid whose pid belongs to an innocent process', async () => {
    await using site = makeSite(0o755);
    await (await startEmbedded(site.options(first.folder))).stop();
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
    await using site = makeSite(0o755);
    await (await startEmbedded(site.options(first.folder))).stop();
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
