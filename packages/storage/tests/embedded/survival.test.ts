import { statSync } from 'node:fs';
import { startEmbedded } from '@daybreak/storage/embedded';
import { afterAll, describe, expect, it } from 'vitest';
import { identify } from '../../src/embedded/process.ts';
import {
  binaries,
  endOf,
  makeSite,
  makeUsedSite,
  query,
  removeTemplates,
  startApart,
} from './support.ts';

const insertRow = "create table kept (word text); insert into kept values ('still here')";

afterAll(removeTemplates);

describe.each(binaries)('the embedded database on $name', ({ folder }) => {
  it('keeps what was written over a stop and a start', async () => {
    await using site = await makeUsedSite(folder);
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
    await using site = await makeUsedSite(folder);
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
    await using site = await makeUsedSite(folder);
    for (let round = 0; round < 3; round += 1) {
      const killed = await startApart(site, folder);
      const { connection, pid = 0 } = killed.said;
      if (connection === undefined) throw new Error(killed.said.message);
      await query(connection, 'create table if not exists rounds (round int)');
      await query(connection, `insert into rounds values (${round})`);
      killed.child.kill('SIGKILL');
      process.kill(pid, 'SIGKILL');
      await endOf(killed.child);
    }
    await using next = await startEmbedded(site.options(folder));
    const rounds = await query(next.connection, 'select round from rounds order by round');
    expect(rounds).toEqual([{ round: 0 }, { round: 1 }, { round: 2 }]);
  });

  it('starts the server again when only the server is killed', async () => {
    await using site = await makeUsedSite(folder);
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
