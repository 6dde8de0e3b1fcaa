/** What a real Debian host says of itself while apt works on it, and after. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AptDriver,
  type AptProgress,
  lockHolders,
  parseProgress,
  statusOptions,
} from '@daybreak/agent/apt';
import { statusFd } from '@daybreak/agent/command';
import { aptPlaces, readHindrances } from '@daybreak/agent/hindrance';
import { readRestartState } from '@daybreak/agent/restart';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseSystem, canMakeHosts, FleetHost, Repository } from '../../../tools/fleet/index.ts';

describe.skipIf(!canMakeHosts())('a host that apt changes (needs root and mmdebstrap)', () => {
  // Not below /tmp: what is deleted there was never installed.
  const work = canMakeHosts() ? mkdtempSync('/var/lib/daybreak-host-state-') : '';
  let host: FleetHost;
  let apt: AptDriver;

  beforeAll(async () => {
    const repository = new Repository(join(work, 'repository'));
    const files = { 'usr/share/serve/version': '1' };
    repository.publish(
      {
        name: 'serve',
        version: '1.0',
        files,
        postinst: 'cp /bin/sleep /usr/bin/serve.new && mv /usr/bin/serve.new /usr/bin/serve',
      },
      {
        name: 'serve',
        version: '2.0',
        files,
        postinst: 'cp /bin/sleep /usr/bin/serve.new && mv /usr/bin/serve.new /usr/bin/serve',
      },
      { name: 'waits', version: '1.0', postinst: 'mkfifo /run/go; touch /run/begun; cat /run/go' },
      { name: 'broken', version: '1.0', postinst: 'exit 7' },
    );
    host = await FleetHost.start({
      base: baseSystem(join(tmpdir(), 'daybreak-fleet')),
      folder: join(work, 'host'),
      repository: repository.folder,
      sourceLine: repository.sourceLine('/srv/repository'),
    });
    apt = new AptDriver(host.run);
    await apt.refresh();
  }, 300_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    rmSync(work, { recursive: true, force: true });
  });

  const restart = async () => readRestartState(host.root, await apt.installed());
  const hindrances = async () => {
    const holders = await lockHolders(host.root);
    const surroundings = { root: host.root, places: aptPlaces, holders };
    return readHindrances(surroundings, await apt.installed());
  };
  const install = async (...wanted: readonly string[]) => {
    const told: (AptProgress | null)[] = [];
    const options = [...statusOptions(statusFd), '--yes', '-qq'];
    const { status } = await host.run({
      program: 'apt-get',
      args: ['install', ...options, ...wanted],
      timeoutMs: 60_000,
      onStatus: (line) => told.push(parseProgress(line)),
    });
    return { status, told };
  };

  it('tells how far it has come', async () => {
    const { status, told } = await install('serve=1.0');
    expect(status).toBe(0);
    expect(told).not.toContain(null);
    expect(told.map((one) => one?.step)).toContain('downloading');
    const steps = told.filter((one) => one?.step === 'installing');
    expect(steps.at(-1)).toMatchObject({ package: 'serve' });
    const percents = steps.map((one) => one?.percent ?? -1);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
  });

  it('runs the old program until it is started anew', async () => {
    await host.shell('/usr/bin/serve infinity > /dev/null 2>&1 & echo $! > /run/serve.pid');
    expect(await restart()).toEqual({ isNeeded: false, because: [], services: [] });
    expect((await install('serve=2.0')).status).toBe(0);
    expect(await restart()).toEqual({ isNeeded: false, because: [], services: ['serve'] });
    await host.shell('kill $(cat /run/serve.pid)');
    expect((await restart())?.services).toEqual([]);
  });

  it('leaves out what runs in a container', async () => {
    const script =
      'cp /bin/sleep /usr/bin/inner; inner infinity & rm /usr/bin/inner; touch /run/inside; wait';
    await host.shell(
      `unshare --pid --fork --kill-child sh -c '${script}' > /dev/null 2>&1 & echo $! > /run/outer`,
    );
    await host.shell('while [ ! -e /run/inside ]; do sleep 0.05; done');
    expect((await restart())?.services).toEqual([]);
    await host.shell('kill $(cat /run/outer)');
  });

  it('needs a restart where its packages have asked for one', async () => {
    await host.shell('echo dbus > /run/reboot-required.pkgs; touch /run/reboot-required');
    expect(await restart()).toMatchObject({ isNeeded: true, because: ['dbus'] });
    await host.shell('rm /run/reboot-required*');
  });

  it('says who is at it, and that nobody is any more', async () => {
    expect(await hindrances()).toEqual([]);
    const going = install('waits');
    await host.shell('while [ ! -e /run/begun ]; do sleep 0.05; done');
    const held = await hindrances();
    await host.shell('echo > /run/go');
    expect((await going).status).toBe(0);
    expect(held[0]).toMatch(
      /^apt-get install .*waits \(process \d+\) has locked \/var\/lib\/dpkg\/lock-frontend$/,
    );
    expect(await hindrances()).toEqual([]);
  });

  it('names nobody who only has the lock open and holds another', async () => {
    const script =
      'open A, ">>/run/other"; open B, ">>/var/lib/dpkg/lock"; flock A, 2; open C, ">/run/ready"; sleep';
    await host.shell(`perl -e '${script}' > /dev/null 2>&1 & echo $! > /run/opener`);
    await host.shell('while [ ! -e /run/ready ]; do sleep 0.05; done');
    expect(await hindrances()).toEqual([]);
    await host.shell('kill $(cat /run/opener)');
  });

  it('says what is half done, and that a disk is full or cannot be written', async () => {
    await install('broken');
    expect(await hindrances()).toEqual(['broken is half done']);
    await host.shell(
      'mount -t tmpfs -o size=1m,ro tmpfs /var/lib/apt/lists && mount -t tmpfs -o size=1m tmpfs /var/cache/apt',
    );
    expect(await hindrances()).toEqual([
      '/var/lib/apt/lists is on a disk that cannot be written',
      'fewer than 64 MB are free for /var/cache/apt',
      'broken is half done',
    ]);
  });
});
