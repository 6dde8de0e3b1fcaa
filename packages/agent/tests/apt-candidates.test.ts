/** What real apt offers a host, and what its sources' changelogs say of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AptDriver, type KnownCves, readCandidates } from '@daybreak/agent/apt';
import type { RunCommand } from '@daybreak/agent/command';
import { candidates as schema } from '@daybreak/protocol/agent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseSystem, canMakeHosts, FleetHost, Repository } from '../../../tools/fleet/index.ts';

const entry = (source: string, version: string, text: string) =>
  `${source} (${version}) fleet; urgency=high\n\n  * ${text}\n\n -- The fleet <fleet@example.test>  Thu, 01 Jan 2026 00:00:00 +0000\n\n`;
const oldest = entry('webs', '1:0.9-1', 'First. Closes CVE-2020-0001.');
const ordinary = { name: 'fleet', label: 'Fleet' };
const debianSecurity = { name: 'stable-security', label: 'Debian-Security' };

describe.skipIf(!canMakeHosts())('what apt offers (needs root and mmdebstrap)', () => {
  const work = mkdtempSync(join(tmpdir(), 'daybreak-candidates-'));
  let host: FleetHost;
  let apt: AptDriver;

  beforeAll(async () => {
    const repository = new Repository(join(work, 'repository'));
    const names = ['lib', 'plain', 'kept', 'follower', 'growing', 'victim', 'rival'];
    repository.publishIn(
      ordinary,
      ...names.map((name) => ({ name, version: '1.0', changelog: entry(name, '1.0', 'First.') })),
      { name: 'web', version: '1.0', source: 'webs (1:0.9-1)' },
    );
    repository.publishIn(debianSecurity);
    host = await FleetHost.start({
      base: baseSystem(join(tmpdir(), 'daybreak-fleet')),
      folder: join(work, 'host'),
      repository: repository.folder,
      sourceLine: repository.sourceLine('/srv/repository'),
    });
    apt = new AptDriver(host.run);
    await apt.refresh();
    await host.shell(`apt-get install -y web ${names.join(' ')} && apt-mark hold kept`);
    repository.publishIn(
      debianSecurity,
      {
        name: 'web',
        version: '1.1',
        source: 'webs (1:1.0-1)',
        changelog: `${entry('webs', '1:1.0-1', 'Two: CVE-2026-1111, cve-2026-2222.')}${entry('webs', '1:0.9-2', 'One: CVE-2026-0001')}${oldest}`,
      },
      {
        name: 'lib',
        version: '1.0+deb12u1',
        changelog: `${entry('lib', '1.0+deb12u1', 'Fix CVE-2026–4444 and CVE-2025-\n    12345.')}${entry('lib', '1.0', 'CVE-2019-0001')}`,
      },
    );
    repository.publishIn(
      ordinary,
      { name: 'plain', version: '2.0' },
      { name: 'lib', version: '1.0+deb12u1' },
      { name: 'kept', version: '2.0' },
      { name: 'follower', version: '2.0', depends: 'kept (>= 2.0)' },
      { name: 'growing', version: '2.0', depends: 'brand-new' },
      { name: 'brand-new', version: '2.0' },
      { name: 'victim', version: '2.0', conflicts: 'rival' },
    );
    await apt.refresh();
  }, 300_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    rmSync(work, { recursive: true, force: true });
  });

  const read = async (known: KnownCves = new Map(), run: RunCommand = host.run) =>
    readCandidates(run, await apt.installed(), known);

  it('is what it would take, from where, and what that closes', async () => {
    const found = await read();
    expect(schema.parse({ candidates: found })).toEqual({ candidates: found });
    expect(found).toMatchObject([
      { name: 'growing', version: '2.0', origins: ['Fleet:1/fleet'], isSecurity: false },
      { name: 'lib', isSecurity: true, cves: ['CVE-2025-12345', 'CVE-2026-4444'] },
      { name: 'plain', installed: '1.0', version: '2.0', isSecurity: false },
      { name: 'web', source: 'webs', version: '1.1', isSecurity: true },
    ]);
    expect(found?.[1]?.origins).toEqual(['Debian-Security:1/stable-security', 'Fleet:1/fleet']);
  });

  it('asks apt twice, however much there is, and for each changelog once', async () => {
    const asked: string[] = [];
    const counting: RunCommand = (command) => {
      asked.push([command.program, ...command.args].join(' '));
      return host.run(command);
    };
    const known = new Map<string, readonly string[] | null>();
    const first = await read(known, counting);
    const changelogs = asked.filter((line) => line.includes(' changelog '));
    expect(asked.length - changelogs.length).toBe(2);
    expect(changelogs.slice(0, 2).every((line) => /(?:web|lib):all=/.test(line))).toBe(true);
    asked.length = 0;
    expect(await read(known, counting)).toEqual(first);
    expect(asked.filter((line) => /(?:web|lib):all=/.test(line) && !/show/.test(line))).toEqual([]);
  });

  it('says that it does not know while changelogs cannot be had, and asks again later', async () => {
    const known = new Map<string, readonly string[] | null>();
    const cut: RunCommand = async (command) =>
      command.args[0] === 'changelog' ? { status: 100, output: '', log: '' } : host.run(command);
    const found = await read(known, cut);
    expect(found?.map(({ cves }) => cves)).toEqual([null, null, null, null]);
    expect(await read(known)).toMatchObject([
      {},
      { cves: { length: 2 } },
      {},
      { cves: { length: 3 } },
    ]);
  });

  it('is nothing that it could tell where apt cannot read its lists', async () => {
    await host.shell(
      'mv /etc/apt/sources.list.d/fleet.list /root && echo nonsense > /etc/apt/sources.list',
    );
    expect(await read()).toBeNull();
    await host.shell('mv /root/fleet.list /etc/apt/sources.list.d && echo > /etc/apt/sources.list');
    expect(await read()).toHaveLength(4);
  });
});
