/** The whole agent on a played Windows host: no part of this has run on real Windows. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Journal } from '@daybreak/agent/order';
import { WindowsHost } from '@daybreak/agent/windows';
import {
  type AgentHealth,
  candidatesUpload,
  type Order,
  type OrderReport,
  postureUpload,
  type Watch,
  windowsPosture,
} from '@daybreak/protocol/agent';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Publisher } from '../../trust/tests/publisher.ts';
import { PlayedWindows, servicesWith } from './support/played-windows.ts';
import { ScriptedServer, said } from './support/scripted-server.ts';
import { hostId, TestHost } from './support/test-host.ts';

const order: Order = {
  id: '7f0f9a52-6f0a-4a55-8f8e-000000000001',
  ...{ host: hostId, action: 'install', manifest: 'june.json', packages: [] },
  ...{ updates: ['KB5039227'], evidence: 'none', leaseMs: 86_400_000 },
};

let server: ScriptedServer;
let host: TestHost;
let windows: PlayedWindows;
let root: Uint8Array;

beforeEach(async () => {
  server = await ScriptedServer.start();
  host = new TestHost();
  windows = new PlayedWindows();
  host.driver = newDriver();
  const manifest = JSON.stringify({
    ...{ format: 1, title: 'June', products: [await host.driver.product()], groups: null },
    ...{ packages: [], updates: ['KB5039227'], removable: ['KB5039227'], probes: [] },
    ...{ mayRestart: true, until: '2100-01-01T00:00:00.000Z' },
  });
  const publisher = new Publisher(new Date());
  publisher.publish(new Date(), { 'june.json': manifest });
  root = publisher.root;
  const hash = createHash('sha256').update(root).digest('hex');
  server.files = new Map([
    [`${hash}.root.json`, root],
    ['manifests/june.json', Buffer.from(manifest)],
    ...publisher.files,
  ]);
});
afterEach(async () => {
  await server.stop();
  host[Symbol.dispose]();
});

function newDriver(): WindowsHost {
  const monotonicMs = () => host.monotonicMs;
  return new WindowsHost({ run: windows.run, now: () => new Date(), monotonicMs });
}

function script(given: Order | null, watch: Watch | null = null): void {
  server.answer = ({ target }) => {
    if (target === '/api/agent/enrol') {
      return said(200, { host: hostId, group: '', pollSeconds: 60 });
    }
    const wants = ['posture', 'candidates', 'status', ...(watch === null ? [] : ['health'])];
    return target === '/api/agent/check-in'
      ? said(200, { pollSeconds: 60, wants, order: given, watch })
      : said(204, '');
  };
}

const ends = () =>
  server.heard.flatMap(({ target, message }) => {
    if (!target.endsWith('/reports')) return [];
    const { report } = message as { report: OrderReport };
    return report.kind === 'ended' ? [report.outcome] : [];
  });

async function outcomeOf(given: Partial<Order>) {
  script({ ...order, ...given });
  await host.join(server, root);
  await host.run(() => ends().length > 0);
  return ends()[0];
}

describe('an agent on Windows', () => {
  it('says what the host is and what it is offered', async () => {
    script(null);
    await host.join(server, root);
    await host.run((poll) => poll >= 3);
    const last = (path: string) => server.heard.findLast(({ target }) => target === path)?.message;
    const upload = postureUpload.parse(last('/api/agent/posture'));
    if (!('posture' in upload) || typeof upload.posture === 'string') throw new Error('no posture');
    const posture = windowsPosture.parse(upload.posture);
    expect(posture.installed.updates).toContain('KB5037782');
    const { candidates } = candidatesUpload.parse(last('/api/agent/candidates'));
    expect(candidates.updates?.map(({ update, cves }) => [update, cves])).toEqual([
      ['KB5039227', null],
      ['KB5039999', null],
    ]);
    expect(server.unbelieved).toEqual([]);
  });

  it('installs what is ordered, and is done where the host itself shows it', async () => {
    expect(await outcomeOf({})).toMatchObject({
      ...{ kind: 'done', reasons: [] },
      changed: [{ name: 'KB5039227', from: null, to: 'installed' }],
    });
    expect(windows.changes).toEqual(['install KB5039227']);
  });

  it('says that what waits for a restart counts after it, and does not say that it is there', async () => {
    windows.needsRestart = true;
    expect(await outcomeOf({})).toMatchObject({
      ...{ kind: 'done', changed: [] },
      reasons: ['KB5039227 is installed, counted after the restart'],
    });
  });

  it('does not take the word of the update service', async () => {
    windows.isLying = true;
    const outcome = await outcomeOf({});
    expect(outcome?.kind).toBe('failed');
    expect(outcome?.reasons[0]).toContain('the host does not show it');
  });

  it('takes back what may be taken back, and nothing else', async () => {
    windows.hotfixes.push('KB5039227');
    expect(await outcomeOf({ action: 'roll-back' })).toMatchObject({
      kind: 'done',
      changed: [{ name: 'KB5039227', from: 'installed', to: null }],
    });
    expect(windows.changes).toEqual(['remove KB5039227']);
  });

  it.each<[string, Partial<Order>, string]>([
    ['an update that is not signed', { updates: ['KB5039999'] }, 'does not have KB5039999'],
    [
      'taking back what may not be',
      { action: 'roll-back', updates: ['KB5037782'] },
      'does not let KB5037782 be taken back',
    ],
    ['packages', { packages: [{ name: 'web', version: '1' }], updates: [] }, 'no packages'],
  ])('refuses %s, and begins nothing', async (_, given, reason) => {
    const outcome = await outcomeOf(given);
    expect(outcome?.kind).toBe('refused');
    expect(outcome?.reasons.join()).toContain(reason);
    expect(windows.changes).toEqual([]);
  });

  it('gathers evidence before it changes anything, with what could not be had and why', async () => {
    const before: string[][] = [];
    const run = windows.run;
    windows.run = async (command) => {
      const ended = await run(command);
      if (windows.changes.length > 0 && before.length === 0) before.push([...windows.asked]);
      return ended;
    };
    host.driver = newDriver();
    const outcome = await outcomeOf({ evidence: 'keep' });
    expect(outcome?.kind).toBe('done');
    const kept = readFileSync(outcome?.evidence?.path ?? '');
    expect(createHash('sha256').update(kept).digest('hex')).toBe(outcome?.evidence?.sha256);
    const { items } = JSON.parse(gunzipSync(kept).toString());
    expect(Object.keys(items)).toEqual([
      ...['connections', 'endpoints', 'neighbours', 'processes', 'users', 'drivers', 'boot'],
      ...['services', 'tasks', 'system-log', 'security-log', 'hotfixes', 'update-history'],
    ]);
    expect(items['endpoints'].found.connections).toMatchObject([{ protocol: 'udp', port: 123 }]);
    expect(items['processes'].found.processes[1].commandLine).toBe('w3wp.exe -ap "Grüße"');
    expect(items['tasks'].found.tasks[0].actions).toEqual(['node.exe run']);
    expect(items['security-log']).toEqual({
      missing: 'PowerShell ended with 1: Access is denied',
    });
    expect(before[0]).toContain('security-log');
  });

  it('begins nothing where an answer is not what it has to be', async () => {
    windows.looks.clear();
    windows.looks.set('processes', { processes: [{ pid: 4, program: 'C:\\x.exe' }] });
    const outcome = await outcomeOf({ evidence: 'keep' });
    expect(outcome?.kind).toBe('refused');
    expect(outcome?.reasons[0]).toContain("PowerShell's answer: processes.0.parent");
    expect(windows.changes).toEqual([]);
  });

  it('looks at its services, ports, boot, disk and clock, and says what it saw', async () => {
    const seen = async () =>
      new Map(
        await Promise.all(
          (await host.driver.probes([]))
            .filter(({ kind }) => kind !== 'disk')
            .map(async ({ kind, look }) => [kind, await look()] as const),
        ),
      );
    const first = await seen();
    expect(first.get('units')).toEqual({ state: 'ok', text: 'no automatic service has failed' });
    expect(first.get('ports')).toEqual({
      ...{ state: 'ok', text: 'tcp/135 tcp/443 udp/123', ports: [135, 443] },
    });
    expect(first.get('boot')?.text).toMatch(/^up for \d+ min, boot 1$/);
    expect(first.get('clock')).toEqual({ state: 'ok', text: 'the clock is synchronised' });
    windows.looks.set('services', servicesWith({ exitCode: 1067 }));
    windows.looks.set('clock', { status: 0, lines: ['Sprungindikator: 3(nicht synchron)'] });
    const second = await seen();
    expect(second.get('units')).toEqual({ state: 'critical', text: 'failed: Spooler (1067)' });
    expect(second.get('clock')?.state).toBe('warning');
    windows.looks.set('services', servicesWith({ exitCode: 0 }));
    windows.looks.set('clock', { status: 1, lines: [] });
    const third = await seen();
    expect(third.get('units')).toEqual({
      ...{ state: 'ok', text: 'no automatic service has failed; not running: Spooler' },
    });
    expect(third.get('clock')?.state).toBe('unknown');
    windows.looks.set('services', servicesWith({ startMode: 'Manual', exitCode: 1067 }));
    expect((await seen()).get('units')?.state).toBe('ok');
  });

  it('watches the same, and misses a port that is not open any more', async () => {
    const { driver } = host;
    host.driver = {
      ...driver,
      probes: async (named) => (await driver.probes(named)).filter(({ kind }) => kind !== 'disk'),
      ...{ product: () => driver.product(), posture: () => driver.posture() },
      ...{ boot: () => driver.boot(), installed: () => driver.installed() },
    };
    const uploads = () =>
      server.heard.flatMap(({ target, message }) =>
        target === '/api/agent/health' ? [(message as { health: AgentHealth }).health] : [],
      );
    script(null, { manifests: ['june.json'], everySeconds: 60 });
    await host.join(server, root);
    await host.run(() => uploads().length > 0);
    expect(uploads()[0]).toEqual({
      manifests: [{ path: 'june.json', why: '', probes: [] }],
      host: [
        { kind: 'units', name: 'services', state: 'ok', text: '' },
        { kind: 'ports', name: 'listening', state: 'ok', text: '' },
        { kind: 'clock', name: 'clock', state: 'ok', text: '' },
      ],
    });
    windows.looks.set('ports', { tcp: [135, 49_700], udp: [123] });
    await host.run(() => uploads().at(-1)?.host[1]?.state === 'critical');
    expect(uploads().at(-1)?.host[1]?.text).toBe('not open any more: tcp/443');
  });

  it('restarts by a constant command', async () => {
    script({ ...order, action: 'restart', updates: [] });
    await host.join(server, root);
    await host.run((poll) => windows.restarts > 0 && poll > 3);
    expect(windows.restarts).toBe(1);
  });
});

describe('after a kill in the middle', () => {
  async function killed(): Promise<void> {
    script(null);
    await host.join(server, root);
    const journal = await Journal.open(host.stateFolder);
    await journal.received(order, new Date());
    const packages = [{ name: 'KB5039227', version: null }];
    await journal.begun(order, new Date(), { boot: 'boot 1', packages });
  }

  it('it is done where the history shows it, and nothing is installed again', async () => {
    await killed();
    const title = 'Cumulative Update (KB5039227)';
    windows.history = [{ title, at: '2024-06-12', operation: 1, result: 2, code: 0 }];
    await host.run(() => ends().length > 0);
    expect(ends()[0]).toMatchObject({ kind: 'done', changed: [{ to: 'installed' }] });
    expect(windows.changes).toEqual([]);
  });

  it('it is interrupted where the host does not show it, and waits while it still goes on', async () => {
    await killed();
    windows.isBusy = true;
    windows.needsRestart = true;
    await host.run((poll) => {
      if (windows.isBusy) expect(ends()).toEqual([]);
      windows.isBusy = poll < 4;
      return ends().length > 0;
    });
    expect(ends()[0]).toMatchObject({
      kind: 'interrupted',
      reasons: [
        'it was stopped in the middle',
        'KB5039227 is not installed',
        'a restart is due: what was changed may count after it',
      ],
    });
    expect(windows.changes).toEqual([]);
  });
});
