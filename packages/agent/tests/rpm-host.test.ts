/** The whole agent on a host of RPM with real dnf 4, over real TLS. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dnfPackages, linuxHost, rpmHost } from '@daybreak/agent/driver';
import { compareRpmVersions, parseRpmVersion } from '@daybreak/core/version';
import {
  candidatesUpload,
  type Order,
  type OrderReport,
  postureUpload,
  rpmPosture,
  statusUpload,
} from '@daybreak/protocol/agent';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeHosts } from '../../../tools/fleet/index.ts';
import { rpmSystem } from '../../../tools/fleet/rpm-system.ts';
import { Publisher } from '../../trust/tests/publisher.ts';
import { type RpmTestHost, startRpmHost } from './support/rpm-host.ts';
import { ScriptedServer, said } from './support/scripted-server.ts';
import { hostId, TestHost } from './support/test-host.ts';

const order: Order = {
  id: '7f0f9a52-6f0a-4a55-8f8e-000000000001',
  ...{ host: hostId, action: 'install', manifest: 'web.json', updates: [] },
  ...{ evidence: 'keep', leaseMs: 86_400_000 },
  packages: [
    { name: 'web', version: '1.1-1' },
    { name: 'web-data', version: '1.1-1' },
  ],
};
const manifest = JSON.stringify({
  ...{ format: 1, title: 'web', products: ['harbour:1'], groups: null, updates: [] },
  packages: [
    { name: 'web', version: '1.1-1', back: ['1.0-1'], isNew: false },
    { name: 'web-data', version: '1.1-1', back: [], isNew: true },
    { name: 'kernel-core', version: '5.2-1', back: [], isNew: false },
  ],
  ...{ probes: [], mayRestart: true, until: '2100-01-01T00:00:00.000Z' },
});

describe.skipIf(!canMakeHosts())('an agent on a host of RPM (needs root and mmdebstrap)', () => {
  let work = '';
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'daybreak-rpm-'));
    rpmSystem(join(tmpdir(), 'daybreak-fleet'));
  }, 300_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  function partsOf({ host }: RpmTestHost) {
    return { run: host.run, checksFolder: join(work, 'checks.d'), now: () => new Date() };
  }

  async function startAgent() {
    const test = await startRpmHost(work);
    const server = await ScriptedServer.start();
    const agent = new TestHost();
    const packages = dnfPackages(test.host.run, test.place);
    agent.driver = rpmHost({ ...partsOf(test), packages });
    const publisher = new Publisher(new Date());
    publisher.publish(new Date(), { 'web.json': manifest });
    const hash = createHash('sha256').update(publisher.root).digest('hex');
    server.files = new Map([
      [`${hash}.root.json`, publisher.root],
      ['manifests/web.json', Buffer.from(manifest)],
      ...publisher.files,
    ]);
    let given: Order | null = null;
    server.answer = ({ target }) => {
      if (target === '/api/agent/enrol') {
        return said(200, { host: hostId, group: '', pollSeconds: 60 });
      }
      const wants = ['posture', 'candidates', 'status'];
      const answer = { pollSeconds: 60, wants, order: given };
      return target === '/api/agent/check-in' ? said(200, answer) : said(204, '');
    };
    await agent.join(server, publisher.root);
    const ends = (id: string) =>
      server.heard.flatMap(({ target, message }) => {
        const { report } = message as { report: OrderReport };
        return target.endsWith(`${id}/reports`) && report.kind === 'ended' ? [report.outcome] : [];
      });
    const upload = (kind: string) =>
      server.heard.findLast(({ target }) => target === `/api/agent/${kind}`)?.message;
    return {
      ...test,
      server,
      polls: (count: number) => agent.run((poll) => poll >= count),
      pollsUntilOffered: () => agent.run(() => upload('candidates') !== undefined),
      hindrances: () => agent.driver.hindrances(),
      outcomeOf: async (asked: Order) => {
        given = asked;
        await agent.run(() => ends(asked.id).length > 0);
        given = null;
        return ends(asked.id)[0];
      },
      posture: () => {
        const told = postureUpload.parse(upload('posture'));
        if (!('posture' in told) || typeof told.posture === 'string') throw new Error('a change');
        return rpmPosture.parse(told.posture);
      },
      candidates: () => candidatesUpload.parse(upload('candidates')).candidates.candidates,
      status: () => statusUpload.parse(upload('status')).status,
      [Symbol.asyncDispose]: async () => {
        agent[Symbol.dispose]();
        await server.stop();
        await test[Symbol.asyncDispose]();
      },
    };
  }

  it('says what the host is, and what dnf and its advisories offer', async () => {
    await using test = await startAgent();
    const web = { name: 'web', version: '1.0-1' };
    await test.dnf.install([web, { name: 'slow', version: '1.0-1' }]);
    await test.pollsUntilOffered();
    expect(test.posture()).toMatchObject({
      ...{ packageFormat: 'rpm', distribution: 'harbour', release: '1', osName: 'Harbour 1' },
      packages: [
        { name: 'slow', version: '1.0-1', source: 'slow', sourceVersion: '1.0-1' },
        { name: 'web', version: '1.0-1', architecture: 'noarch', state: 'installed' },
      ],
    });
    const shared = { architecture: 'noarch', installed: '1.0-1', version: '1.1-1' };
    expect(test.candidates()).toEqual([
      {
        ...{ name: 'slow', source: 'slow', ...shared, origins: ['fleet'] },
        ...{ isSecurity: false, cves: [] },
      },
      {
        ...{ name: 'web', source: 'web', ...shared, origins: ['fleet'] },
        ...{ isSecurity: true, cves: ['CVE-2026-1001', 'CVE-2026-1002'] },
      },
    ]);
    expect(test.status()).toMatchObject({ restart: { isNeeded: false } });
    expect(await test.hindrances()).toEqual([]);
    expect(test.server.unbelieved).toEqual([]);
  });

  it('does what is signed, keeps evidence, reports it, and goes back', async () => {
    await using test = await startAgent();
    await test.dnf.install([{ name: 'web', version: '1.0-1' }]);
    expect(await test.outcomeOf(order)).toMatchObject({
      ...{ kind: 'done', reasons: [], halfDone: [], log: expect.stringContaining('Complete!') },
      changed: [
        { name: 'web', from: '1.0-1', to: '1.1-1' },
        { name: 'web-data', from: null, to: '1.1-1' },
      ],
      evidence: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const back = { ...order, id: order.id.replace(/1$/, '2'), action: 'roll-back' as const };
    const packages = [{ name: 'web', version: '1.0-1' }];
    expect(await test.outcomeOf({ ...back, packages })).toMatchObject({
      ...{ kind: 'done', changed: [{ name: 'web', from: '1.1-1', to: '1.0-1' }] },
    });
    await test.polls(3);
    expect(test.posture().packages.map(({ name, version }) => [name, version])).toEqual([
      ['web', '1.0-1'],
      ['web-data', '1.1-1'],
    ]);
  });

  it('begins nothing that is not signed, or that dnf would do otherwise', async () => {
    await using test = await startAgent();
    await test.dnf.install([{ name: 'web', version: '1.0-1' }]);
    const rival = [{ name: 'rival', version: '1.0-1' }];
    expect(await test.outcomeOf({ ...order, packages: rival })).toMatchObject({
      ...{ kind: 'refused', reasons: ['the manifest does not have rival 1.0-1'] },
    });
    const alone = { ...order, id: order.id.replace(/1$/, '2') };
    const packages = [{ name: 'web', version: '1.1-1' }];
    expect(await test.outcomeOf({ ...alone, packages })).toMatchObject({
      kind: 'refused',
      reasons: ['dnf would also install web-data 1.1-1, which is not ordered'],
    });
    expect(await test.versionOf('web')).toBe('1.0-1');
  });

  it('says that a kernel waits for a restart', async () => {
    await using test = await startAgent();
    await test.dnf.install([{ name: 'kernel-core', version: '5.1-1' }]);
    const packages = [{ name: 'kernel-core', version: '5.2-1' }];
    expect(await test.outcomeOf({ ...order, packages })).toMatchObject({ kind: 'done' });
    await test.polls(3);
    expect(test.status().restart).toMatchObject({ isNeeded: true, because: ['kernel-core'] });
    expect(test.posture().packages.map(({ version }) => version)).toEqual(['5.1-1', '5.2-1']);
  });

  it('is chosen by what the host says and has', async () => {
    await using test = await startRpmHost(work);
    const driver = await linuxHost(partsOf(test));
    expect(await driver.product()).toBe('harbour:1');
    expect(await driver.posture()).toMatchObject({ packageFormat: 'rpm' });
  });

  it("has versions in RPM's own order", async () => {
    await using test = await startRpmHost(work);
    const part = fc.string({ unit: fc.constantFrom(...'0019aZ~^._+'), minLength: 1, maxLength: 8 });
    const pairs = fc.sample(fc.tuple(part, part), { numRuns: 2000, seed: 20_261_124 });
    const lines = pairs.map(([a, b]) => `print(rpm.vercmp("${a}","${b}").." ")`);
    const output = await test.host.shell(`rpm --eval '%{lua:${lines.join(';')}}'`);
    const ours = pairs.map(([a, b]) => {
      const [one, other] = [parseRpmVersion(`${a}-1`), parseRpmVersion(`${b}-1`)];
      return one && other && Math.sign(compareRpmVersions(one, other));
    });
    expect(output.trim().split(/\s+/).map(Number)).toEqual(ours);
  });
});
