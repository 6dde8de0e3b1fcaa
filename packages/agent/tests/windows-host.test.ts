/** The whole agent on a played Windows host: no part of this has run on real Windows. */
import { createHash } from 'node:crypto';
import { Journal } from '@daybreak/agent/order';
import { WindowsHost } from '@daybreak/agent/windows';
import {
  candidatesUpload,
  type Order,
  type OrderReport,
  postureUpload,
  windowsPosture,
} from '@daybreak/protocol/agent';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Publisher } from '../../trust/tests/publisher.ts';
import { PlayedWindows } from './support/played-windows.ts';
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

function script(given: Order | null): void {
  server.answer = ({ target }) => {
    if (target === '/api/agent/enrol') {
      return said(200, { host: hostId, group: '', pollSeconds: 60 });
    }
    const wants = ['posture', 'candidates', 'status'];
    return target === '/api/agent/check-in'
      ? said(200, { pollSeconds: 60, wants, order: given })
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
    ['evidence, which it cannot gather', { evidence: 'keep' }, 'cannot gather evidence'],
  ])('refuses %s, and begins nothing', async (_, given, reason) => {
    const outcome = await outcomeOf(given);
    expect(outcome?.kind).toBe('refused');
    expect(outcome?.reasons.join()).toContain(reason);
    expect(windows.changes).toEqual([]);
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
