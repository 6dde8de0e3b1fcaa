/** The driver against real dnf and rpm, on hosts that are made for it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DnfDriver } from '@daybreak/agent/dnf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeHosts } from '../../../tools/fleet/index.ts';
import { rpmSystem } from '../../../tools/fleet/rpm-system.ts';
import { type RpmTestHost, startRpmHost } from './support/rpm-host.ts';

describe.skipIf(!canMakeHosts())('dnf on a real host (needs root and mmdebstrap)', () => {
  let work = '';
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'daybreak-dnf-'));
    rpmSystem(join(tmpdir(), 'daybreak-fleet'));
  }, 300_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  const startHost = () => startRpmHost(work);

  const web = { name: 'web', version: '1.0-1' };
  const newer = [
    { name: 'web', version: '1.1-1' },
    { name: 'web-data', version: '1.1-1' },
  ];

  it('installs just what is ordered, and goes back when that is ordered', async () => {
    await using test = await startHost();
    const tool = { name: 'tool', version: '2:1.0-1' };
    const wide = 'a-package-with-a-name-that-is-wider-than-the-column-of-names';
    const others = [tool, { name: wide, version: '20261101.1234567890-1' }];
    expect(await test.dnf.install([web, ...others])).toMatchObject({ kind: 'done' });
    expect(await test.dnf.install([web])).toMatchObject({ kind: 'done' });
    expect(await test.dnf.install(newer)).toMatchObject({ kind: 'done' });
    expect(await test.dnf.install([web])).toMatchObject({ kind: 'done' });
    expect(await test.versionOf('web')).toBe('1.0-1');
    expect(await test.versionOf('web-data')).toBe('1.1-1');
    expect(await test.versionOf('tool')).toBe('2:1.0-1');
  });

  it('begins nothing that would bring anything along, remove anything, or is not to be had', async () => {
    await using test = await startHost();
    await test.dnf.install([web]);
    const refused = async (name: string, version: string) => {
      const outcome = await test.dnf.install([{ name, version }]);
      expect(outcome.kind).toBe('refused');
      return outcome.kind === 'refused' ? outcome.reasons : [];
    };
    expect(await refused('web', '1.1-1')).toEqual([
      'dnf would also install web-data 1.1-1, which is not ordered',
    ]);
    expect(await refused('heir', '1.0-1')).toEqual(['dnf would remove web']);
    expect(await refused('rival', '1.0-1')).toContain('dnf would remove web');
    expect(await refused('web', '9.9-1')).toEqual(['Unable to find a match: web-9.9-1']);
    expect(await refused('web', '1.0-1.rpm')).toHaveLength(1);
    expect(await refused('/srv/repo/noarch/rival', '1.0-1')).toHaveLength(1);
    const shown = (await test.dnf.installed()).map(({ name, version }) => ({ name, version }));
    expect(shown).toEqual([web]);
  });

  it('installs nothing that is not signed, whatever the source is set to', async () => {
    await using test = await startHost();
    const outcome = await test.dnf.install([{ name: 'unsigned', version: '1.0-1' }]);
    expect(outcome).toMatchObject({ kind: expect.stringMatching(/refused|failed/) });
    expect(await test.versionOf('unsigned')).toBeNull();
  });

  it('leaves alone what the administrator excludes', async () => {
    await using test = await startHost();
    await test.host.shell('printf "[main]\\nexclude=web\\n" > /etc/dnf/dnf.conf');
    expect(await test.dnf.install([web])).toMatchObject({ kind: 'refused' });
  });

  it('says that a script has failed, though RPM shows the package', async () => {
    await using test = await startHost();
    expect(await test.dnf.install([{ name: 'broken', version: '1.0-1' }])).toMatchObject({
      kind: 'failed',
      reasons: ['Error in POSTIN scriptlet in rpm package broken'],
    });
  });

  it('says that a source did not answer', async () => {
    await using test = await startHost();
    const source = '[gone]\\nname=gone\\nbaseurl=file:///srv/nowhere\\nskip_if_unavailable=1\\n';
    await test.host.shell(`printf '${source}' > /etc/yum.repos.d/gone.repo`);
    expect(await test.dnf.refresh()).toMatchObject({ isWhole: false });
  });

  const kernel = (version: string) => ({ name: 'kernel-core', version });

  it('puts a kernel beside the others, and removes none of them', async () => {
    await using test = await startHost();
    for (const version of ['5.1-1', '5.2-1', '5.3-1', '5.4-1']) {
      expect(await test.dnf.install([kernel(version)])).toMatchObject({
        ...{ kind: 'done', reasons: [] },
        changed: [{ name: 'kernel-core', from: null, to: version }],
      });
    }
    expect(await test.dnf.installed()).toHaveLength(4);
  });

  it('says what there is no way back to', async () => {
    await using test = await startHost();
    await test.dnf.install([web]);
    await test.host.shell('rm /srv/repo/noarch/web-1.0-1.noarch.rpm; createrepo_c -q /srv/repo');
    expect(await test.dnf.refresh()).toMatchObject({ isWhole: true });
    expect(await test.dnf.install(newer)).toMatchObject({
      ...{ kind: 'done', reasons: ['web 1.0-1 is in no source: there is no way back to it'] },
    });
    expect(await test.dnf.install([web])).toMatchObject({ kind: 'refused' });
  });

  const slow = (version: string) => ({ name: 'slow', version });
  const posts = (test: RpmTestHost) => test.host.peek('/root/posts')?.split('\n').length ?? 0;

  it('ends by itself what a power cut stopped in the middle', async () => {
    await using test = await startHost();
    await test.dnf.install([slow('1.0-1')]);
    const installing = test.dnf.install([slow('1.1-1'), web]);
    await until(() => test.host.peek('/root/in-post') !== null);
    await test.host.killAll();
    expect(await installing).toMatchObject({ kind: 'failed', halfDone: ['slow'] });
    await test.host.shell('touch /root/go');
    const again = new DnfDriver(test.host.run, test.place);
    expect(await again.repair()).toMatchObject({ isWhole: true });
    const shown = (await again.installed()).map((one) => [one.name, one.version, one.state]);
    expect(shown).toEqual([
      ['slow', '1.1-1', 'installed'],
      ['web', '1.0-1', 'installed'],
    ]);
    expect(posts(test)).toBe(2);
  });

  it('says that it could not be put right, and keeps in mind what was begun', async () => {
    await using test = await startHost();
    await test.dnf.install([slow('1.0-1')]);
    const installing = test.dnf.install([slow('1.1-1')]);
    await until(() => test.host.peek('/root/in-post') !== null);
    await test.host.killAll();
    await installing;
    await test.host.shell('touch /root/go; mv /srv/repo /srv/away; rm -rf /var/cache/dnf/*');
    expect(await test.dnf.repair()).toMatchObject({ isWhole: false });
    await test.host.shell('mv /srv/away /srv/repo');
    await test.dnf.refresh();
    expect(await test.dnf.repair()).toMatchObject({ isWhole: true });
    expect(await test.versionOf('slow')).toBe('1.1-1');
  });

  it('lets dnf go on where the agent is killed, and nobody else begin meanwhile', async () => {
    await using test = await startHost();
    await test.dnf.install([slow('1.0-1')]);
    const { args: within } = test.host.within('', []);
    const order = [slow('1.1-1')];
    const given = JSON.stringify({ within: within.slice(0, -1), place: test.place, order });
    const script = join(import.meta.dirname, 'support/rpm-order-process.ts');
    const agent = spawn(process.execPath, [script, given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await until(() => test.host.peek('/root/in-post') !== null);
    agent.kill('SIGKILL');
    await once(agent, 'exit');
    const hasty = new DnfDriver(test.host.run, { ...test.place, lockSeconds: 0 });
    const locked = 'has locked /var/lib/dnf/rpmdb_lock.pid';
    await expect(hasty.repair()).rejects.toThrow(locked);
    const refused = await hasty.install([web]);
    expect([refused.kind, refused.reasons.join()]).toEqual([
      'refused',
      expect.stringContaining(locked),
    ]);
    const dnf = test.host.peek('/var/lib/dnf/rpmdb_lock.pid');
    await test.host.shell('touch /root/go');
    await until(() => test.host.peek(`/proc/${dnf}/stat`) === null);
    expect(await test.dnf.installed()).toMatchObject([{ version: '1.1-1', state: 'installed' }]);
    expect(await test.dnf.repair()).toMatchObject({
      ...{ isWhole: true, log: expect.stringMatching(/Upgrading +: slow-1.1-1(.|\n)*Complete!/) },
    });
    expect(await test.versionOf('slow')).toBe('1.1-1');
    expect(await test.dnf.installed()).toHaveLength(1);
  });
});

/** Looks again until it is so; the test's own limit ends it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
