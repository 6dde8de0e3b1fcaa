/** From a token to a patched host and back: real hosts, real apt, a real server behind real TLS. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewOrder, ShownOrder } from '@daybreak/protocol/agent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentHost, canMakeHosts, Fleet, until, updateLists } from './index.ts';

const kept = join(tmpdir(), 'daybreak-fleet');
const url = 'https://daybreak.fleet.test';
const path = 'web.json';
const at = (version: string) => ({ manifest: path, packages: [{ name: 'web', version }] });
const install = { action: 'install', ...at('1.1') } as const;
const evidenceFolder = '/var/lib/daybreak-agent/evidence';
/** Where apt's own work writes what evidence was there by then. */
const seenByApt = '/var/tmp/evidence-seen';
const rollBack = { action: 'roll-back', ...at('1.0') } as const;

describe.skipIf(!canMakeHosts())('a fleet (needs root and mmdebstrap)', () => {
  const work = mkdtempSync(join(tmpdir(), 'daybreak-fleet-test-'));
  let fleet: Fleet;
  let one: AgentHost;
  let two: AgentHost;
  /** Has not joined. */
  let stranger: AgentHost;

  beforeAll(async () => {
    chmodSync(work, 0o755);
    fleet = await Fleet.start({ kept, work, pollSeconds: 1 });
    fleet.repository.publish(
      { name: 'web', version: '1.0', postinst: 'sleep 1' },
      {
        name: 'web',
        version: '1.1',
        postinst: `{ ls ${evidenceFolder} || true; } > ${seenByApt} 2> /dev/null; sleep 1`,
      },
    );
    stranger = await fleet.make();
    [one, two] = (await fleet.add(2)) as [AgentHost, AgentHost];
    const wanted = `${updateLists}; apt-get install --yes --quiet web=1.0`;
    for (const { machine } of [one, two]) await machine.shell(wanted);
    await fleet.approvers.approve(path, {
      ...{ format: 1, title: 'web', products: ['debian:12'], groups: null, updates: [] },
      packages: [{ name: 'web', version: '1.1', back: ['1.0'], isNew: false }],
      ...{ mayRestart: false, probes: [], until: new Date(Date.now() + 86_400_000).toISOString() },
    });
  }, 300_000);

  afterAll(async () => {
    await fleet[Symbol.asyncDispose]();
    rmSync(work, { recursive: true });
  });

  /** Of web, as the server counts the host. */
  const counted = async (host: AgentHost) =>
    (await fleet.packagesOf(host)).find(({ name }) => name === 'web')?.version ?? null;
  const counts = (host: AgentHost, version: string) =>
    until(`${host.name} with ${version}`, async () => (await counted(host)) === version);
  const orderOf = async (host: AgentHost, id: string): Promise<ShownOrder> => {
    const { orders } = await fleet.agentOf(host);
    const order = orders.find((shown) => shown.id === id);
    if (order === undefined) throw new Error(`there is no order ${id}`);
    return order;
  };
  const carriedOut = async (host: AgentHost, order: Partial<NewOrder>) =>
    fleet.endOf(host, await fleet.order(host, order));
  const begun = (host: AgentHost, id: string) => {
    const journal = `/var/lib/daybreak-agent/orders/${id}.json`;
    return until(
      'begun',
      () => host.machine.peek(journal)?.includes('"begun"') === true,
      60_000,
      5,
    );
  };
  const heard = (host: AgentHost, words: string) =>
    until(words, () => host.lines.some((line) => line.includes(words)));

  it('has hosts join that believe its certificate, and no others', async () => {
    const [token = ''] = await fleet.tokens(1);
    const refused = await stranger.agent('enroll', url, token);
    expect(refused).toMatchObject({ status: 75, log: expect.stringContaining('certificate') });
    await counts(one, '1.0');
    const listed = await one.machine.shell(
      'dpkg-query --list | sed -n "s/^ii *\\([^ :]*\\).*/\\1/p"',
    );
    const names = (await fleet.packagesOf(one)).map(({ name }) => name);
    expect(names).toEqual(listed.trim().split('\n').sort());
    const trusts = async () => (await fleet.agentOf(one)).agent?.status?.said.trust.state;
    await one.killAgent();
    await one.startAgent();
    await until('trust', async () => (await trusts()) === 'trusted');
  });

  it('counts a host as patched once its own inventory shows it, and not before', async () => {
    const id = await fleet.order(one, install);
    await begun(one, id);
    await one.stopAgent();
    expect(await one.versionOf('web')).toBe('1.1');
    expect(await counted(one)).toBe('1.0');
    expect((await orderOf(one, id)).outcome).toBeNull();
    await one.startAgent();
    expect(await fleet.endOf(one, id)).toMatchObject({
      kind: 'done',
      changed: [{ name: 'web', from: '1.0', to: '1.1' }],
    });
    await counts(one, '1.1');
    expect(await counted(two)).toBe('1.0');
  });

  it('goes back as the manifest lets it', async () => {
    expect(await carriedOut(one, rollBack)).toMatchObject({ kind: 'done' });
    expect(await one.versionOf('web')).toBe('1.0');
    await counts(one, '1.0');
  });

  it('gathers evidence before apt begins where the policy of the host wants it', async () => {
    const goBy = (policy: string | null) =>
      fleet.console.put('/api/policy-assignments', { group: '', policy });
    expect(await one.machine.shell(`ls ${evidenceFolder} 2>/dev/null || true`)).toBe('');
    await goBy('bod-26-04');
    const id = await fleet.order(one, install);
    const { evidence } = await fleet.endOf(one, id);
    await goBy(null);
    expect(await orderOf(one, id)).toMatchObject({
      evidence: 'keep',
      // Its changelog cannot be had, so nobody knows what it closes.
      evidenceDemands: [{ policy: 'CISA BOD 26-04', of: 'web', advisory: null }],
      outcome: { kind: 'done' },
    });
    expect(one.machine.peek(seenByApt)?.trim()).toBe(`${id}.json.gz`);
    const hash = await one.machine.shell(`sha256sum ${evidenceFolder}/${id}.json.gz`);
    expect(hash.split(' ')[0]).toBe(evidence?.sha256);
    expect(await carriedOut(one, rollBack)).toMatchObject({ kind: 'done' });
    await counts(one, '1.0');
  });

  it('begins nothing that is not in the manifest', async () => {
    const beyond = { ...install, packages: [{ name: 'web', version: '6.6' }] };
    expect(await carriedOut(one, beyond)).toMatchObject({
      kind: 'refused',
      reasons: ['the manifest does not have web 6.6'],
    });
    const unsigned = { ...install, manifest: 'other.json' };
    expect(await carriedOut(one, unsigned)).toMatchObject({ kind: 'refused' });
    expect(await one.versionOf('web')).toBe('1.0');
  });

  it('begins nothing while everything is stopped', async () => {
    await fleet.console.post('/api/trust/pacing', { stopped: true });
    expect(await carriedOut(one, install)).toMatchObject({
      kind: 'refused',
      reasons: ['everything is stopped'],
    });
    await fleet.console.post('/api/trust/pacing', { stopped: false });
    expect(await one.versionOf('web')).toBe('1.0');
  });

  it('ends what is begun while the server is gone, and tells it afterwards', async () => {
    const id = await fleet.order(one, install);
    await begun(one, id);
    await fleet.server.kill();
    await until('web 1.1', async () => (await one.versionOf('web')) === '1.1');
    await fleet.server.start();
    expect(await fleet.endOf(one, id)).toMatchObject({ kind: 'done' });
    await counts(one, '1.1');
  });

  it('gives orders to neither of two machines with one disk, until it is settled', async () => {
    await one.copyStateTo(stranger, join(work, 'copied'));
    await stranger.startAgent();
    const clone = async () => (await fleet.agentOf(one)).agent?.clone ?? null;
    await until('the clone', clone);
    const id = await fleet.order(one, rollBack);
    await heard(one, 'no check-in: refused');
    await heard(stranger, 'no check-in: refused');
    expect((await orderOf(one, id)).state).toBe('waiting');
    expect(await one.versionOf('web')).toBe('1.1');
    await fleet.cutPower(stranger);
    // What ran meanwhile would show the clone again.
    await one.stopAgent();
    await fleet.console.post(`/api/hosts/${one.id}/agent/settle-clone`, {});
    await one.startAgent();
    expect(await fleet.endOf(one, id)).toMatchObject({ kind: 'done' });
    expect(await clone()).toBeNull();
  });

  it('gives nothing to an agent that is revoked', async () => {
    await two.stopAgent();
    const id = await fleet.order(two, install);
    await fleet.console.post(`/api/hosts/${two.id}/agent/revoke`, {});
    await two.startAgent();
    await heard(two, 'no check-in: refused');
    expect((await orderOf(two, id)).state).toBe('waiting');
    expect(await two.versionOf('web')).toBe('1.0');
    await expect(fleet.order(two, install)).rejects.toThrow('has no agent');
  });
});
