import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestAgent } from '../../server/tests/agent.ts';
import { join, tell } from './support/agents.ts';
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
      expect(line).toMatch(/^daybreak agent enroll http:\/\/localhost:\d+ dbk1\.[\w-]{43}$/);
    }
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Revoke 3 tokens for the group shop…' }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Unused: 0 tokens' }).waitFor();
    expect(await focusedName(page)).toBe('Unused: 0 tokens');
  });

  it('makes one, and a host joins with it', async () => {
    await setApprovals(await askerOf(page, daybreak.origin), daybreak.context.now());
    await page.reload();
    await page.getByText('Agent', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Group' }).fill('shop');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const command = await page.getByText(/^daybreak agent enroll/).textContent();
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

  it('orders what is open, after one question, and follows it to its end', async () => {
    await page.getByRole('button', { name: 'Place the order on deb-1…' }).click();
    await page.getByText('Install libssl3 3.0.17-1~deb12u3 on deb-1.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('The order is placed.').waitFor();
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

  it('never takes sources that could not be asked for nothing to install, and sees a refusal', async () => {
    const trust = { state: 'forged' as const, rootVersion: 1, why: 'targets.json is unsigned.' };
    const status = { trust, hindrances: ['The disk is full.'] };
    const other = await joinAgain();
    await tell(other, { status, candidates: { candidates: [] }, candidatesAt: null });
    await openHost('deb-2');
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

  async function joinAgain(): Promise<TestAgent> {
    const ask = await askerOf(page, daybreak.origin);
    const made = await ask<{ tokens: { token: string }[] }>('POST', '/api/agent-tokens', {});
    return join(daybreak, 'deb-2', made.tokens[0]?.token ?? '');
  }

  async function openHost(name = 'deb-1'): Promise<void> {
    await page.goto(`${daybreak.origin}/hosts`);
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
});
