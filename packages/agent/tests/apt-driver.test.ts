/** The driver against real apt and dpkg, on Debian hosts that are made for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AptDriver, thisHost } from '@daybreak/agent/apt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseSystem, canMakeHosts, FleetHost, Repository } from '../../../tools/fleet/index.ts';

const folder = join(tmpdir(), 'daybreak-fleet');

describe.skipIf(!canMakeHosts())('apt on a real host (needs root and mmdebstrap)', () => {
  let work = '';
  let base = '';
  let repository: Repository;
  let hosts = 0;

  beforeAll(() => {
    base = baseSystem(folder);
    work = mkdtempSync(join(tmpdir(), 'daybreak-apt-'));
    repository = new Repository(join(work, 'repository'));
    repository.publish(
      { name: 'web', version: '1.0' },
      { name: 'web', version: '1.1', depends: 'web-data' },
      { name: 'web-data', version: '1.1' },
      { name: 'rival', version: '1.0', conflicts: 'web' },
      {
        name: 'tool',
        version: '1.0',
        files: { 'etc/tool.conf': 'as shipped\n' },
        conffiles: ['/etc/tool.conf'],
      },
      {
        name: 'tool',
        version: '2.0',
        files: { 'etc/tool.conf': 'as shipped anew\n' },
        conffiles: ['/etc/tool.conf'],
      },
      { name: 'broken', version: '1.0', postinst: 'exit 7' },
    );
  }, 300_000);

  afterAll(() => rmSync(work, { recursive: true, force: true }));

  async function startHost() {
    hosts += 1;
    const host = await FleetHost.start({
      base,
      folder: join(work, `host-${hosts}`),
      repository: repository.folder,
      sourceLine: repository.sourceLine('/srv/repository'),
    });
    const apt = new AptDriver(host.run, { ...thisHost, root: host.root });
    expect(await apt.refresh()).toMatchObject({ isWhole: true });
    const versionOf = async (name: string) =>
      (await apt.installed()).find((one) => one.name === name)?.version ?? null;
    return { host, apt, versionOf, [Symbol.asyncDispose]: () => host[Symbol.asyncDispose]() };
  }

  const web = { name: 'web', version: '1.0' };
  const newer = [
    { name: 'web', version: '1.1' },
    { name: 'web-data', version: '1.1' },
  ];

  it('tells how far it is, and leaves what came by itself marked so', async () => {
    await using test = await startHost();
    await test.apt.install([{ name: 'web-data', version: '1.1' }]);
    await test.host.shell('apt-mark auto web-data');
    const told: string[] = [];
    await test.apt.install(newer, ({ step, percent }) => told.push(`${step} ${percent}`));
    expect(told.length).toBeGreaterThan(2);
    expect(told.every((line) => /^(downloading|installing) \d/.test(line))).toBe(true);
    expect(told.at(-1)).toMatch(/^installing/);
    expect(await test.host.shell('apt-mark showauto web web-data')).toBe('web-data\n');
  });

  it('installs just what is ordered, and goes back when that is ordered', async () => {
    await using test = await startHost();
    expect(await test.apt.install([web])).toMatchObject({ kind: 'done' });
    expect(await test.apt.install(newer)).toMatchObject({ kind: 'done' });
    expect(await test.apt.install([web])).toMatchObject({ kind: 'done' });
    expect(await test.versionOf('web')).toBe('1.0');
  });

  it('has done what is there already', async () => {
    await using test = await startHost();
    await test.apt.install([web]);
    expect(await test.apt.install([web])).toMatchObject({ kind: 'done' });
  });

  it('begins nothing that would bring anything along, remove anything, or is not to be had', async () => {
    await using test = await startHost();
    await test.apt.install([web]);
    expect(await test.apt.install([{ name: 'web', version: '1.1' }])).toMatchObject({
      kind: 'refused',
      reasons: ['apt would also install web-data 1.1, which is not ordered'],
    });
    expect(await test.apt.install([{ name: 'rival', version: '1.0' }])).toMatchObject({
      kind: 'refused',
    });
    expect(await test.apt.install([{ name: 'web', version: '9.9' }])).toMatchObject({
      kind: 'refused',
      reasons: ["E: Version '9.9' for 'web' was not found"],
    });
    expect(await test.versionOf('web')).toBe('1.0');
    expect(await test.versionOf('rival')).toBeNull();
  });

  it('runs nothing that an order smuggles in as an option', async () => {
    await using test = await startHost();
    const smuggled = { name: '-oDPkg::Pre-Invoke::', version: 'touch /run/smuggled' };
    expect(await test.apt.install([web, smuggled])).toMatchObject({ kind: 'refused' });
    expect(await test.host.shell('ls /run')).not.toContain('smuggled');
    expect(await test.versionOf('web')).toBeNull();
  });

  it('leaves alone what the administrator holds', async () => {
    await using test = await startHost();
    await test.apt.install([web]);
    await test.host.shell('apt-mark hold web');
    expect(await test.apt.install(newer)).toMatchObject({ kind: 'refused' });
    const held = (await test.apt.installed()).filter(({ isHeld }) => isHeld);
    expect(held.map(({ name }) => name)).toEqual(['web']);
  });

  it('keeps settings that the administrator has changed, and asks nobody', async () => {
    await using test = await startHost();
    await test.apt.install([{ name: 'tool', version: '1.0' }]);
    await test.host.shell('echo mine > /etc/tool.conf');
    expect(await test.apt.install([{ name: 'tool', version: '2.0' }])).toMatchObject({
      kind: 'done',
    });
    expect(await test.host.shell('cat /etc/tool.conf')).toBe('mine\n');
  });

  it('says what is half done, and does it once it can be done', async () => {
    await using test = await startHost();
    const outcome = await test.apt.install([{ name: 'broken', version: '1.0' }]);
    expect(outcome).toMatchObject({
      kind: 'failed',
      halfDone: ['broken'],
      reasons: ['apt-get ended with 100', 'broken is half done'],
      log: expect.stringContaining('returned error exit status 7'),
    });
    await test.host.shell('sed -i s/7/0/ /var/lib/dpkg/info/broken.postinst');
    expect((await test.apt.repair()).status).toBe(0);
    expect((await test.apt.installed()).filter(({ state }) => state === 'half-done')).toEqual([]);
  });

  it('says that a source did not answer', async () => {
    await using test = await startHost();
    await test.host.shell(
      'echo "deb [trusted=yes] file:/srv/nowhere x main" > /etc/apt/sources.list.d/gone.list',
    );
    expect(await test.apt.refresh()).toMatchObject({ isWhole: false });
  });

  it('installs nothing from a list that somebody else has signed', async () => {
    await using test = await startHost();
    const forged = new Repository(join(work, `forged-${hosts}`));
    forged.publish({ name: 'web', version: '6.6' });
    await test.host.give(forged.folder, 'srv/forged');
    const line = repository
      .sourceLine('/srv/repository')
      .replace('file:/srv/repository', 'file:/srv/forged');
    await test.host.shell(`echo "${line.trim()}" > /etc/apt/sources.list.d/fleet.list`);
    expect(await test.apt.refresh()).toMatchObject({ isWhole: false });
    expect(await test.apt.install([{ name: 'web', version: '6.6' }])).toMatchObject({
      kind: 'refused',
    });
  });
});
