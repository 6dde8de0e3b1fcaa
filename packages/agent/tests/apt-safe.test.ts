/** Changes that go wrong half-way, against real apt and dpkg: what a host is after that, and what is said. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeHosts, Repository } from '../../../tools/fleet/index.ts';
import { type AptHost, startAptHost } from './support/apt-host.ts';

const old = { name: 'web', version: '1.0' };
const newer = { name: 'web', version: '1.1' };
const lock = '/var/lib/dpkg/lock-frontend';
/** Ends once the lock is held by a process that it leaves behind. */
const holdLock = `cat > /root/hold.pl <<'END'
use Fcntl;
open(my $file, ">", "${lock}") or die;
pipe(my $read, my $write) or die;
if (fork()) { close($write); <$read> or die; exit 0 }
my $range = pack("s s l! l! i", F_WRLCK, 0, 0, 0, 0);
fcntl($file, F_SETLK, $range) or die;
open(STDOUT, ">", "/dev/null"); open(STDERR, ">", "/dev/null");
syswrite($write, "held\\n"); close($write);
sleep 1000;
END
perl /root/hold.pl`;
const unknownState = '/var/lib/other-state';

describe.skipIf(!canMakeHosts())('Changes by apt (needs root and mmdebstrap)', () => {
  let work = '';

  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'daybreak-apt-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  async function upgraded(): Promise<AptHost> {
    const test = await startAptHost(work);
    test.repository.publish(old, newer);
    await test.apt.refresh();
    expect(await test.apt.install([old])).toMatchObject({ kind: 'done', reasons: [] });
    expect(await test.apt.install([newer])).toMatchObject({
      kind: 'done',
      reasons: [],
      changed: [{ name: 'web', from: '1.0', to: '1.1' }],
    });
    return test;
  }

  describe('tell', () => {
    it('what somebody else changed at the same time', async () => {
      await using test = await startAptHost(work);
      test.repository.publish(old, { name: 'other', version: '3' });
      await test.apt.refresh();
      const apt = test.driver(async (command) => {
        const ended = await test.host.run(command);
        const isDownload = command.args.includes('--download-only');
        if (isDownload) await test.host.shell('apt-get install --yes other');
        return ended;
      });
      expect(await apt.install([old])).toMatchObject({
        kind: 'done',
        reasons: ['other is at 3 now, and was not there, which is not ordered'],
        changed: [
          { name: 'other', from: null, to: '3' },
          { name: 'web', from: null, to: '1.0' },
        ],
      });
    });

    it('who holds the lock, and leave it to them', async () => {
      await using test = await startAptHost(work, { lockSeconds: 1 });
      test.repository.publish(old);
      await test.apt.refresh();
      await test.host.shell(holdLock);
      const holder = (await test.host.shell('grep -l ^perl /proc/[0-9]*/comm')).split('/')[2];
      const held = `(process ${holder}) has locked ${lock}`;
      expect(await test.apt.install([old])).toMatchObject({
        kind: 'refused',
        reasons: expect.arrayContaining([expect.stringContaining(held)]),
      });
      expect(await test.apt.repair()).toMatchObject({
        status: 1,
        log: expect.stringContaining(held),
      });
      await test.host.shell(`kill ${holder}`);
      expect(await test.apt.install([old])).toMatchObject({ kind: 'done' });
    });
  });

  it('do not begin where the network is lost on the way', async () => {
    await using test = await startAptHost(work);
    test.repository.publish(old);
    const line = test.repository.sourceLine('/srv/repository', 'http://127.0.0.1:8080');
    await test.host.shell(`echo "${line.trim()}" > /etc/apt/sources.list.d/fleet.list`);
    {
      await using _ = await test.host.serve(test.repository.folder, 'breaks off');
      expect(await test.apt.refresh()).toMatchObject({ isWhole: true });
      expect(await test.apt.install([old])).toMatchObject({
        kind: 'refused',
        reasons: expect.arrayContaining([expect.stringMatching(/^E: Failed to fetch http/)]),
      });
      expect(await test.versionOf('web')).toBeNull();
    }
    await using _ = await test.host.serve(test.repository.folder, 'whole');
    expect(await test.apt.install([old])).toMatchObject({ kind: 'done' });
    expect(await test.host.shell('ls /var/cache/apt/archives')).not.toContain('.deb');
  });

  describe('go back', () => {
    it('when the old version is not offered any more', async () => {
      await using test = await upgraded();
      test.repository.withdraw('web', '1.0');
      expect(await test.apt.refresh()).toMatchObject({ isWhole: true });
      expect(await test.apt.install([old])).toMatchObject({ kind: 'done', reasons: [] });
      expect(await test.versionOf('web')).toBe('1.0');
    });

    it('when the whole repository is gone', async () => {
      await using test = await upgraded();
      await test.host.shell('umount /srv/repository');
      expect(await test.apt.install([old])).toMatchObject({ kind: 'done', reasons: [] });
      await test.host.shell('rm -r /var/lib/apt/lists');
      expect(await test.apt.install([newer])).toMatchObject({ kind: 'done', reasons: [] });
    });

    it('by no file that is not what the signed index said', async () => {
      await using test = await upgraded();
      test.repository.withdraw('web', '1.0');
      await test.apt.refresh();
      await test.host.shell(
        'for file in /var/lib/daybreak-agent/apt/packages/*.deb; do echo >> $file; done',
      );
      expect(await test.apt.install([old])).toMatchObject({
        kind: 'refused',
        reasons: ["E: Version '1.0' for 'web' was not found"],
      });
    });

    it('not everywhere, and say so before anybody needs it', async () => {
      await using test = await startAptHost(work);
      test.repository.publish(old);
      await test.apt.refresh();
      await test.apt.install([old]);
      test.repository.publish(newer);
      test.repository.withdraw('web', '1.0');
      await test.apt.refresh();
      const apt = test.driver(test.host.run, { stateFolder: unknownState });
      expect(await apt.install([newer])).toMatchObject({
        kind: 'done',
        reasons: ['going back to web 1.0 may not be possible: no source offers it'],
      });
    });
  });

  describe('on a disk that is full', () => {
    const bulky = { name: 'bulky', version: '1' };
    const files = { 'opt/small/file': 'x'.repeat(600_000) };

    async function hostWithSmallDisk(): Promise<AptHost> {
      const test = await startAptHost(work);
      await test.host.shell('mkdir /opt/small && mount -t tmpfs -o size=1m tmpfs /opt/small');
      return test;
    }

    it('do not begin', async () => {
      await using test = await hostWithSmallDisk();
      test.repository.publish({ ...bulky, files: { 'opt/small/file': 'x'.repeat(3_000_000) } });
      await test.apt.refresh();
      expect(await test.apt.install([bulky])).toMatchObject({
        kind: 'refused',
        reasons: ['/opt/small has 1.0 MB free, and 3.0 MB are needed'],
      });
    });

    it('are told half done where it fills meanwhile, and done once there is room', async () => {
      await using test = await hostWithSmallDisk();
      const data = 'head -c 900000 /dev/zero > /opt/small/data';
      test.repository.publish({ ...bulky, files, postinst: data });
      await test.apt.refresh();
      expect(await test.apt.install([bulky])).toMatchObject({
        kind: 'failed',
        halfDone: ['bulky'],
        log: expect.stringContaining('No space left on device'),
      });
      expect(await test.apt.repair()).toMatchObject({
        status: 1,
        log: expect.stringContaining('bulky is half done'),
      });
      await test.host.shell('mount -o remount,size=8m /opt/small');
      expect(await test.apt.repair()).toMatchObject({ status: 0 });
      expect(await test.versionOf('bulky')).toBe('1');
    });

    it('leave what was there where nothing more can be unpacked', async () => {
      await using test = await hostWithSmallDisk();
      const preinst = 'head -c 800000 /dev/zero > /opt/small/data';
      test.repository.publish(bulky, { name: 'bulky', version: '2', files, preinst });
      await test.apt.refresh();
      await test.apt.install([bulky]);
      expect(await test.apt.install([{ name: 'bulky', version: '2' }])).toMatchObject({
        kind: 'failed',
        reasons: expect.arrayContaining(['bulky is not at 2']),
        changed: [],
        log: expect.stringContaining('No space left on device'),
      });
      await test.host.shell('mount -o remount,size=8m /opt/small');
      expect(await test.apt.repair()).toMatchObject({ status: 0 });
      expect(await test.apt.install([{ name: 'bulky', version: '2' }])).toMatchObject({
        kind: 'done',
      });
    });
  });

  describe('ask nobody', () => {
    it('about settings that the administrator has changed, and say where the new ones are', async () => {
      await using test = await startAptHost(work);
      const conffiles = ['/etc/tool.conf'];
      const tool = (version: string) => ({ name: 'tool', version });
      test.repository.publish(
        { ...tool('1'), conffiles, files: { 'etc/tool.conf': 'shipped\n' } },
        { ...tool('2'), conffiles, files: { 'etc/tool.conf': 'shipped anew\n' } },
      );
      await test.apt.refresh();
      await test.apt.install([tool('1')]);
      await test.host.shell('echo mine > /etc/tool.conf');
      expect(await test.apt.install([tool('2')])).toMatchObject({
        kind: 'done',
        reasons: [
          '/etc/tool.conf was changed on the host and stays; the new one is /etc/tool.conf.dpkg-dist',
        ],
      });
      expect(await test.host.shell('cat /etc/tool.conf /etc/tool.conf.dpkg-dist')).toBe(
        'mine\nshipped anew\n',
      );
    });

    it('in debconf, on the terminal or on standard input', async () => {
      await using test = await startAptHost(work);
      const confmodule = '. /usr/share/debconf/confmodule';
      test.repository.publish(
        {
          name: 'asks-debconf',
          version: '1',
          templates:
            'Template: asks-debconf/colour\nType: string\nDescription: Which colour?\n It has to be one.\n',
          config: `${confmodule}\ndb_input critical asks-debconf/colour || true\ndb_go || true`,
          postinst: `${confmodule}\ndb_input critical asks-debconf/colour || true\ndb_go || true`,
        },
        { name: 'asks-terminal', version: '1', postinst: 'read answer < /dev/tty || true' },
        { name: 'asks-input', version: '1', postinst: 'read answer || true' },
      );
      await test.apt.refresh();
      const order = ['asks-debconf', 'asks-terminal', 'asks-input'];
      const outcome = await test.apt.install(order.map((name) => ({ name, version: '1' })));
      expect(outcome).toMatchObject({ kind: 'done' });
    });
  });

  describe('killed at any moment', () => {
    const order = ['first', 'second'].map((name) => ({ name, version: '2' }));
    const moments = [...Array(10).keys()];

    let repository: Repository;

    /** A second's work: to unpack what does not compress, and to configure. */
    beforeAll(() => {
      repository = new Repository(join(work, 'large'));
      const content = randomBytes(500_000).toString('hex');
      const files = { 'opt/large': content, 'opt/other': content };
      repository.publish(
        { name: 'first', version: '1' },
        { name: 'second', version: '1' },
        { name: 'first', version: '2', depends: 'second (= 2)', files, postinst: 'sleep 0.2' },
        { name: 'second', version: '2', files: { 'opt/second': content }, preinst: 'sleep 0.2' },
      );
    });

    async function hostBefore(): Promise<AptHost> {
      const test = await startAptHost(work, {}, repository);
      await test.apt.refresh();
      await test.apt.install(order.map(({ name }) => ({ name, version: '1' })));
      return test;
    }

    it.each(moments)('a host is whole after a repair, and takes the order: %i', async (moment) => {
      await using test = await hostBefore();
      const apt = test.driver(async (command) => {
        const running = test.host.run(command);
        const isChange = command.program === 'apt-get' && command.args.includes('Dpkg::Use-Pty=0');
        if (isChange) {
          await setTimeout(seededMs(moment));
          await test.host.killAll();
        }
        return running;
      });
      const outcome = await apt.install(order);
      const states = (await test.apt.installed()).filter(({ state }) => state === 'half-done');
      if (outcome.kind === 'failed') {
        expect(outcome.halfDone).toEqual(states.map(({ name }) => name));
      } else expect([outcome.kind, states]).toEqual(['done', []]);
      expect(await test.apt.repair()).toMatchObject({ status: 0 });
      const installed = await test.apt.installed();
      expect(installed.filter(({ state }) => state === 'half-done')).toEqual([]);
      expect(await test.apt.install(order)).toMatchObject({ kind: 'done' });
      expect(await test.host.shell('dpkg --audit; dpkg --verify first second')).toBe('');
    });

    it('an apt that outlives its agent is waited for', async () => {
      await using test = await hostBefore();
      const outlived = Promise.withResolvers<void>();
      const apt = test.driver((command) => {
        const running = test.host.run(command);
        if (command.args.includes('Dpkg::Use-Pty=0')) outlived.resolve();
        return running;
      });
      const installing = apt.install(order);
      await outlived.promise;
      expect(await test.apt.repair()).toMatchObject({ status: 0 });
      expect(await installing).toMatchObject({ kind: 'done' });
    });

    it('what cannot be put right is named', async () => {
      await using test = await startAptHost(work);
      const preinst = 'touch /run/begun; sleep 1000';
      test.repository.publish({ ...old, preinst });
      await test.apt.refresh();
      const running = test.apt.install([old]);
      await test.host.shell('until test -e /run/begun; do sleep 0.05; done');
      await test.host.killAll();
      expect(await running).toMatchObject({ kind: 'failed', halfDone: ['web'] });
      await test.host.shell('umount /srv/repository; rm -r /var/lib/daybreak-agent');
      expect(await test.apt.repair()).toMatchObject({
        status: 1,
        log: expect.stringContaining('web is half done'),
      });
    });
  });
});

/** Between none and 0.9 s, the same in each run. */
function seededMs(moment: number): number {
  const hash = createHash('sha256').update(`moment ${moment}`).digest();
  return hash.readUInt16BE() % 900;
}
