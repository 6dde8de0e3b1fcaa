import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestAgent } from '../../server/tests/agent.ts';
import {
  failingHealth,
  gathered,
  healthyHealth,
  join,
  patchedPosture,
  seen,
  tell,
  watchOn,
  windowsCandidates,
  windowsPosture,
} from './support/agents.ts';
import { setApprovals } from './support/approvers.ts';
import { askerOf } from './support/asker.ts';
import { violationsOn } from './support/axe.ts';
import { browserReady } from './support/browser.ts';
import type { Daybreak } from './support/daybreak.ts';
import { type House, openHouse } from './support/house.ts';
import { focusedName } from './support/keyboard.ts';

describe.skipIf(!browserReady())('a person with hosts that have agents (needs Chromium)', () => {
  let house: House;
  let daybreak: Daybreak;
  let page: Page;
  let context: BrowserContext;
  let faults: string[];
  let agent: TestAgent;
  beforeAll(async () => {
    house = await openHouse();
    daybreak = await house.daybreak({ synced: true });
    ({ page, context, faults } = await house.administrator(daybreak));
  });
  afterAll(async () => {
    await context.close();
    await daybreak[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
  });

  it('makes tokens for many hosts, as a file, and revokes them', async () => {
    await page.goto(`${daybreak.origin}/hosts/add`);
    await page.getByText('Agent', { exact: true }).click();
    await page.getByText('There are no approvers yet').waitFor();
    await page.getByRole('textbox', { name: 'Group' }).fill('shop');
    await page.getByLabel('How many hosts').fill('3');
    await page.getByRole('button', { name: 'Make tokens' }).click();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download 3 commands, one a line' }).click(),
    ]);
    const lines = (await readFile(await saved.path(), 'utf8')).trimEnd().split('\n');
    expect(new Set(lines).size).toBe(3);
    for (const line of lines) {
      expect(line).toMatch(/^daybreak-agent enroll http:\/\/localhost:\d+ dbk1\.[\w-]{43}$/);
    }
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Revoke 3 tokens for the group shop…' }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Unused: 0 tokens' }).waitFor();
    await expect.poll(() => focusedName(page)).toBe('Unused: 0 tokens');
  });

  it('makes one, and a host joins with it', async () => {
    await setApprovals(await askerOf(page, daybreak.origin), daybreak.context.now());
    await page.reload();
    await page.getByText('Agent', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Group' }).fill('shop');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const command = await page.getByText(/^daybreak-agent enroll/).textContent();
    expect(await page.getByText('There are no approvers yet').count()).toBe(0);
    agent = await join(daybreak, 'deb-1', command?.split(' ').at(-1) ?? '');
    await tell(agent, { status: { restart: { isNeeded: false, because: [], services: ['ssh'] } } });
  });

  it('sees that it is there, what it believes, and what it could install', async () => {
    await openHost();
    const state = page.getByRole('region', { name: 'Agent: in contact' });
    await state.getByText('believes nobody yet').waitFor();
    await state.getByText(/services to restart.*ssh/).waitFor();
    await page
      .getByRole('heading', { name: 'It could install: 2 updates, 1 for security' })
      .waitFor();
    const rows = page
      .getByRole('region', { name: 'Updates that it could install' })
      .getByRole('row');
    expect(await rows.nth(1).textContent()).toMatch(/^libssl3.*security.*CVE-2024-5535/);
    expect(await rows.nth(2).textContent()).toContain('not known');
    expect(await violationsOn(page)).toEqual([]);
  });

  it('sees what the host watches: nothing, not looked at yet, well, failing', async () => {
    const watched = (words: string) => page.getByRole('heading', { name: `Watch: ${words}` });
    await watched('nothing').waitFor();
    await watchOn(daybreak, agent.host, {
      manifests: ['openssl-dsa-5780.json'],
      everySeconds: 300,
    });
    await page.reload();
    await watched('not looked at yet').waitFor();
    await agent.ask('/api/agent/health', { health: healthyHealth });
    await page.reload();
    await watched('2 ok').waitFor();
    await agent.ask('/api/agent/health', { health: failingHealth });
    await page.reload();
    await watched('1 manifest that it cannot look at; 1 critical, 2 ok').waitFor();
    await page.getByText('HTTPS: https://shop.example/health').waitFor();
    await page.getByText('the manifest ended at 2024-06-01T00:00:00.000Z').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await watchOn(daybreak, agent.host, null);
    await page.reload();
    await watched('nothing').waitFor();
  });

  it('orders what is open, after one question, and follows it to its end', async () => {
    await page.getByRole('button', { name: 'Place the order on deb-1…' }).click();
    await page.getByText('Install libssl3 3.0.17-1~deb12u3 on deb-1.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('The order is placed: Install libssl3 3.0.17-1~deb12u3.').waitFor();
    await page.getByText('waiting for the host to ask').waitFor();
    const { order } = await agent.told();
    expect(order).toMatchObject({
      ...{ action: 'install', manifest: 'openssl-dsa-5780.json' },
      packages: [{ name: 'libssl3', version: '3.0.17-1~deb12u3' }],
    });
    const at = daybreak.context.now().toISOString();
    await agent.report(order?.id ?? '', { kind: 'begun', at });
    const step = { step: 'installing', percent: 40.4 };
    await agent.report(order?.id ?? '', { kind: 'progress', at, ...step });
    await page.getByText('installing, 40 %').waitFor();
    const outcome = {
      ...{ kind: 'failed' as const, reasons: ['libssl3 is still 3.0.17-1~deb12u2.'] },
      ...{ halfDone: ['libssl3'], changed: [], log: 'dpkg: error\n'.repeat(100) },
    };
    await agent.report(order?.id ?? '', { kind: 'ended', at, outcome });
    await page.getByText('libssl3 is still 3.0.17-1~deb12u2.').waitFor();
    await page.getByText('half-done: libssl3').waitFor();
    await page.getByText('Log of the package manager').click();
    await page.getByRole('button', { name: 'Copy the log' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it('sees what the host saw after an order, what is worst first, and gets the evidence', async () => {
    await page.getByLabel('Evidence before it begins').selectOption('upload');
    await page.getByRole('button', { name: 'Place the order on deb-1…' }).click();
    await page.keyboard.press('Enter');
    await page.getByText('to be gathered before anything is begun, and handed over').waitFor();
    const { order } = await agent.told();
    const id = order?.id ?? '';
    expect(order?.evidence).toBe('upload');
    const { upload, kept } = gathered(id);
    await agent.ask(`/api/agent/orders/${id}/evidence`, upload);
    const at = daybreak.context.now().toISOString();
    await agent.report(id, { kind: 'begun', at });
    const changed = [{ name: 'libssl3', from: '3.0.17-1~deb12u2', to: '3.0.17-1~deb12u3' }];
    const outcome = {
      ...{ kind: 'done' as const, reasons: [], halfDone: [], changed, log: '' },
      ...{ probes: seen(at), evidence: kept },
    };
    await agent.report(id, { kind: 'ended', at, outcome });
    await page.getByText('1 critical, 1 unknown, 1 ok').waitFor();
    const saw = page
      .getByRole('listitem')
      .filter({ hasText: 'HTTPS: https://shop.example/health' });
    await saw.last().getByText('it answered 503').waitFor();
    await page.getByText(/the certificate holds 41 more days/).waitFor();
    await page.getByText(kept.sha256).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    const link = page.getByRole('link', { name: 'Download the evidence' });
    const [saved] = await Promise.all([page.waitForEvent('download'), link.press('Enter')]);
    expect(saved.suggestedFilename()).toBe(`evidence-${id}.json.gz`);
    expect(await readFile(await saved.path(), 'utf8')).toBe('as if gzipped');
  });

  it('goes back to a version of the list, of which the one that was here comes first', async () => {
    await tell(agent, { posture: patchedPosture });
    await openHost();
    await page.getByLabel('Order', { exact: true }).selectOption('roll-back');
    const versions = page.getByRole('group', { name: 'Back to which version?' });
    expect(await versions.getByRole('option').allTextContents()).toEqual([
      expect.stringMatching(/^3\.0\.17-1~deb12u2: was here until /),
      '3.0.15-1~deb12u1: not seen here',
      'Leave it as it is',
    ]);
    await versions.getByText('It is at 3.0.17-1~deb12u3 now.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await versions.getByLabel('libssl3').selectOption('Leave it as it is');
    await page.getByText('No version is chosen: everything is left as it is.').waitFor();
    await versions.getByLabel('libssl3').selectOption('3.0.15-1~deb12u1');
    await page.getByRole('button', { name: 'Place the order on deb-1…' }).click();
    await page.getByText('Roll back to libssl3 3.0.15-1~deb12u1 on deb-1.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('The order is placed: Roll back to libssl3 3.0.15').waitFor();
    const { order } = await agent.told();
    expect(order).toMatchObject({
      ...{ action: 'roll-back', packages: [{ name: 'libssl3', version: '3.0.15-1~deb12u1' }] },
    });
  });

  it('sees what Windows offers a host, and orders that by its KB', async () => {
    const ask = await askerOf(page, daybreak.origin);
    await ask('POST', '/api/trust/pacing', { open: ['tills-2024-06.json'] });
    const windows = await joinAgain('win-1');
    await tell(windows, { posture: windowsPosture, candidates: windowsCandidates });
    await openHost('win-1');
    await page.getByRole('heading', { name: 'It could install: 2 updates' }).waitFor();
    await page.getByText('has not yet been run on real Windows').first().waitFor();
    const offers = page.getByRole('region', { name: 'Updates that Windows offers it' });
    await offers.getByRole('row', { name: /^KB5039227 .*Critical not known yes/ }).waitFor();
    await offers.getByRole('row', { name: /^KB5039889 .*not rated no CVE named no/ }).waitFor();
    await page
      .getByText('The manifest names no update that this host lacks and is offered.')
      .waitFor();
    await page.getByLabel('Of the open manifests').selectOption('tills-2024-06.json');
    await page.getByRole('button', { name: 'Place the order on win-1…' }).click();
    await page.getByText('Install KB5039227 on win-1.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('The order is placed: Install KB5039227.').waitFor();
    expect((await windows.told()).order).toMatchObject({ updates: ['KB5039227'] });
    await page.getByLabel('Order', { exact: true }).selectOption('roll-back');
    await page.getByRole('button', { name: 'Place the order on win-1…' }).click();
    await page.getByText('Take out KB5037782 on win-1.').waitFor();
  });

  it('never takes sources that could not be asked for nothing to install, and sees a refusal', async () => {
    const trust = { state: 'forged' as const, rootVersion: 1, why: 'targets.json is unsigned.' };
    const status = { trust, hindrances: ['The disk is full.'] };
    const other = await joinAgain('deb-2');
    await tell(other, { status, candidates: { candidates: [] }, candidatesAt: null });
    await openHost('deb-2');
    await page
      .getByRole('heading', { name: 'Agent: in contact, and refuses everything' })
      .waitFor();
    await page.getByText('The host refuses: not signed by those').waitFor();
    await page.getByRole('heading', { name: 'It could install: not known' }).waitFor();
    await page.getByText('its sources could not be asked').waitFor();
    await page.getByRole('heading', { name: 'It refuses: not signed by those' }).waitFor();
    await page.getByText('The disk is full.').waitFor();
  });

  it('sees in the list which host is silent', async () => {
    const at = new Date(daybreak.context.now().getTime() - 26 * 3_600_000);
    await daybreak.database
      .updateTable('agents')
      .set({ last_contact: at })
      .where('host_id', '<>', agent.host)
      .execute();
    await page.goto(`${daybreak.origin}/hosts`);
    await page.getByRole('row', { name: /^deb-2 .* silent since 1 day ago/ }).waitFor();
    await page.getByRole('row', { name: /^deb-1 .* just now, by its agent/ }).waitFor();
    await openHost('deb-2');
    await page.getByRole('heading', { name: 'Agent: silent' }).waitFor();
  });

  it('is told loudly of a second machine, settles it, and revokes the agent', async () => {
    await agent.copied().checkIn();
    // The first may have been under way when it was copied; the second shows that it goes on.
    await agent.checkIn();
    await agent.checkIn();
    await openHost();
    await page.getByRole('heading', { name: 'Agent: two machines have its key' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: /^Settle that only one/ }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Agent: in contact' }).waitFor();
    await page.getByRole('button', { name: 'Enrol this host again' }).click();
    await page.getByRole('heading', { name: '1 command for deb-1' }).waitFor();
    await page.getByRole('button', { name: 'Revoke the agent of deb-1…' }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Agent: revoked' }).waitFor();
    expect((await agent.checkIn()).statusCode).toBe(403);
  });

  it('meets no fault in the console', () => {
    expect(faults).toEqual([]);
  });

  async function joinAgain(name: string): Promise<TestAgent> {
    const ask = await askerOf(page, daybreak.origin);
    const made = await ask<{ tokens: { token: string }[] }>('POST', '/api/agent-tokens', {});
    return join(daybreak, name, made.tokens[0]?.token ?? '');
  }

  async function openHost(name = 'deb-1'): Promise<void> {
    await page.goto(`${daybreak.origin}/hosts`);
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
});
