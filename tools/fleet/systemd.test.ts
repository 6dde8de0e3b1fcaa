/** The agent as its package, under the systemd of a host that can be restarted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentVersion } from '@daybreak/agent/version';
import type { NewOrder } from '@daybreak/protocol/agent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ControlGroups,
  canMakeSystemdHosts,
  Fleet,
  SystemdAgentHost,
  SystemdHost,
  until,
  updateLists,
} from './index.ts';

const kept = join(tmpdir(), 'daybreak-fleet');
const url = 'https://daybreak.fleet.test';
const manifest = 'all.json';
const next = '99.0.0';
const orderOf = (action: NewOrder['action'], name?: string, version = '1.1') => ({
  ...{ action, manifest },
  packages: name === undefined ? [] : [{ name, version }],
});

const web = (version: string) => ({
  ...{ name: 'web', version },
  files: { 'lib/systemd/system/web.service': '[Service]\nExecStart=/usr/bin/web 1000000\n' },
  postinst: `cp /bin/sleep /usr/bin/web.new
mv /usr/bin/web.new /usr/bin/web
systemctl daemon-reload
systemctl start web.service`,
});
/** Is not configured before it is let go on. */
const slow = 'touch /run/slow; until test -e /run/go-on; do sleep 0.1; done';
const broken = {
  ...{ name: 'broken', version: '1.0' },
  files: { 'lib/systemd/system/broken.service': '[Service]\nExecStart=/bin/false\n' },
};

describe.skipIf(!canMakeSystemdHosts())('a host with systemd (needs systemd-nspawn)', () => {
  const work = mkdtempSync(join(tmpdir(), 'daybreak-systemd-test-'));
  let groups: ControlGroups;
  let fleet: Fleet;
  let host: SystemdAgentHost;

  beforeAll(async () => {
    groups = new ControlGroups();
    const plan = { kept, work, pollSeconds: 1, controlGroups: groups.folders };
    fleet = await Fleet.start(plan);
    fleet.repository.publish(
      ...[web('1.0'), web('1.1'), broken, { name: 'slow', version: '1.0' }],
      { name: 'slow', version: '1.1', postinst: slow },
    );
    const made = await fleet.make();
    if (!(made instanceof SystemdAgentHost)) throw new Error('a host without systemd');
    host = made;
    const wanted = `${updateLists}; apt-get install --yes --quiet web=1.0 slow=1.0 broken`;
    await host.machine.shell(wanted);
    const named = (name: string, version: string, back: string) => ({
      ...{ name, version, back: [back], isNew: false },
    });
    await fleet.approvers.approve(manifest, {
      ...{ format: 1, title: 'all', products: ['debian:12'], groups: null, updates: [] },
      packages: [
        named('web', '1.1', '1.0'),
        named('slow', '1.1', '1.0'),
        named('daybreak-agent', next, agentVersion),
      ],
      ...{ mayRestart: true, probes: [], until: new Date(Date.now() + 86_400_000).toISOString() },
    });
  }, 600_000);

  afterAll(async () => {
    await fleet?.[Symbol.asyncDispose]();
    await groups[Symbol.asyncDispose]();
    rmSync(work, { recursive: true });
  }, 120_000);

  const status = async () => (await fleet.agentOf(host)).agent?.status?.said ?? null;
  const carriedOut = async (order: Partial<NewOrder>) =>
    fleet.endOf(host, await fleet.order(host, order));
  const isUp = () =>
    until('an agent', async () => (await host.property('ActiveState')) === 'active');
  const bootId = () => (host.machine instanceof SystemdHost ? host.machine.bootId : null);

  it('leaves a host alone that has not joined, and is started at each boot afterwards', async () => {
    await host.machine.shell('systemctl start daybreak-agent');
    expect(await host.property('ActiveState')).toBe('inactive');
    expect(await host.property('Result')).toBe('success');
    const [token = ''] = await fleet.tokens(1);
    expect(await host.join(url, token)).toContain('Now: systemctl start daybreak-agent');
    await host.startAgent();
    expect(await host.property('ActiveState')).toBe('active');
    expect(await host.property('UnitFileState')).toBe('enabled');
    await until('trust', async () => (await status())?.trust.state === 'trusted');
  });

  it('is started again after a kill', async () => {
    const before = await host.property('MainPID');
    await host.killAgent();
    await until(
      'another agent',
      async () => !['0', before].includes(await host.property('MainPID')),
    );
    expect(await host.property('ActiveState')).toBe('active');
    expect(await host.property('NRestarts')).toBe('1');
    expect(await carriedOut(orderOf('probe'))).toMatchObject({ kind: 'done' });
  }, 120_000);

  it('shows which services still run what an update has replaced', async () => {
    expect((await status())?.restart?.services).not.toContain('web.service');
    expect(await carriedOut(orderOf('install', 'web'))).toMatchObject({
      kind: 'done',
      changed: [{ name: 'web', from: '1.0', to: '1.1' }],
    });
    const services = async () => (await status())?.restart?.services ?? [];
    await until('web.service', async () => (await services()).includes('web.service'));
    await host.machine.shell('systemctl restart web.service');
    await until('none', async () => !(await services()).includes('web.service'));
  });

  it('shows which units have failed', async () => {
    const units = async () => {
      const { probes = [] } = await carriedOut(orderOf('probe'));
      return probes.find(({ text }) => /unit has failed|^failed:/.test(text));
    };
    expect(await units()).toMatchObject({ state: 'ok' });
    await host.machine.shell(
      'systemctl start broken; until systemctl is-failed broken; do sleep 0.1; done',
    );
    expect(await units()).toMatchObject({ state: 'critical', text: 'failed: broken.service' });
    await host.machine.shell('systemctl reset-failed');
  });

  it('stops once what apt has begun has ended, and not before', async () => {
    const id = await fleet.order(host, orderOf('install', 'slow'));
    await until('slow', () => host.machine.peek('/run/slow') !== null);
    let hasStopped = false;
    const stopped = host.stopAgent().then(() => {
      hasStopped = true;
    });
    await until('a stop', async () => (await host.property('ActiveState')) === 'deactivating');
    expect(await host.machine.shell('dpkg --audit')).toContain('only half configured');
    expect(hasStopped).toBe(false);
    await host.machine.shell('touch /run/go-on');
    await stopped;
    expect(await host.property('ActiveState')).toBe('inactive');
    expect(await host.machine.shell('dpkg --audit')).toBe('');
    await host.startAgent();
    expect(await fleet.endOf(host, id)).toMatchObject({
      kind: 'done',
      changed: [{ name: 'slow', from: '1.0', to: '1.1' }],
    });
  });

  it('restarts the host where it is ordered, and tells it afterwards', async () => {
    const before = bootId();
    expect(before).toMatch(/^[0-9a-f-]{36}$/);
    expect(await carriedOut(orderOf('restart'))).toMatchObject({ kind: 'done', reasons: [] });
    expect(bootId()).toMatch(/^[0-9a-f-]{36}$/);
    expect(bootId()).not.toBe(before);
    expect(await host.property('ActiveState')).toBe('active');
  }, 120_000);

  it('installs a newer agent over itself, and takes it back', async () => {
    await fleet.publishAgent(next);
    await host.machine.shell(updateLists);
    for (const [action, from, to] of [
      ['install', agentVersion, next],
      ['roll-back', next, agentVersion],
    ] as const) {
      const before = await host.property('MainPID');
      expect(await carriedOut(orderOf(action, 'daybreak-agent', to))).toMatchObject({
        ...{ kind: 'done', reasons: [], halfDone: [] },
        changed: [{ name: 'daybreak-agent', from, to }],
      });
      await until(to, async () => (await status())?.version === to);
      const pid = await host.property('MainPID');
      expect(pid).not.toBe(before);
      expect(await host.machine.shell(`readlink /proc/${pid}/exe`)).toBe(
        '/usr/bin/daybreak-agent\n',
      );
      // It was told to, and did not fall.
      expect(await host.property('NRestarts')).toBe('0');
      expect((await status())?.restart?.services).toEqual([]);
    }
  }, 300_000);

  it('leaves with its package, and takes its key along where it is purged', async () => {
    await isUp();
    await host.machine.shell('apt-get remove --yes --quiet daybreak-agent');
    expect(await host.property('ActiveState')).toBe('inactive');
    expect(await host.machine.shell('ls -l /proc/[0-9]*/exe 2>&1')).not.toContain('daybreak-agent');
    expect(host.machine.peek('/var/lib/daybreak-agent/key.pem')).not.toBeNull();
    await host.machine.shell('apt-get purge --yes --quiet daybreak-agent');
    expect(await host.property('LoadState')).toBe('not-found');
    const left =
      'find / -xdev -name "*daybreak-agent*" -not -path "/proc/*" -not -path "/var/lib/apt/*"';
    expect(await host.machine.shell(left)).toBe('');
  });
});
