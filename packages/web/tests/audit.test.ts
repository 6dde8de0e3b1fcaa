import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../core/tests/csv.ts';
import { tamper } from '../../storage/tests/support/tamper.ts';
import { browserReady } from './support/browser.ts';
import type { Daybreak } from './support/daybreak.ts';
import { type House, openHouse } from './support/house.ts';
import { focusedName, tabTo } from './support/keyboard.ts';

/** The administrator's setup is entry 1. */
const entries = 120;

describe.skipIf(!browserReady())('an auditor at the ledger (needs Chromium)', () => {
  let house: House;
  let daybreak: Daybreak;
  let page: Page;
  let context: BrowserContext;
  let faults: string[];
  beforeAll(async () => {
    house = await openHouse();
    daybreak = await house.daybreak({ synced: true });
    ({ page, context, faults } = await house.administrator(daybreak));
    await transact(daybreak.database, async (tx) => {
      for (let number = 2; number <= entries; number += 1) {
        // Late in the evening in UTC: in Vienna, where the auditor sits, it is the next day.
        const at = new Date(Date.UTC(2024, 4, number < 11 ? 1 : 2, 22, 30));
        const event = { at, actor: 'Bo', action: 'host.delete' as const, subject: `PC-${number}` };
        await appendAudit(tx, { ...event, details: { id: `id-${number}`, fleet: 'own' } });
      }
    });
  });
  afterAll(async () => {
    await context.close();
    await daybreak[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
  });

  it('finds it by keyboard from any screen, and is told that the chain is whole', async () => {
    await page.goto(`${daybreak.origin}/hosts`);
    await tabTo(page, 'Ada');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Audit: who did what' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedName(page)).toBe('Audit: who did what');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    const whole = `The chain is whole: entries 1 to ${entries}`;
    await page.getByRole('heading', { name: whole }).waitFor();
    await page.getByText(`50 of ${entries} entries shown`).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText(`100 of ${entries} entries shown`).waitFor();
  });

  it('reads who did what, of what and when, with its details', async () => {
    const entry = page.getByRole('listitem').filter({ hasText: 'PC-120' });
    const text = (await entry.textContent()) ?? '';
    expect(text).toContain('Bo removed a host with its history: PC-120');
    expect(text).toContain('3 May 2024, 00:30:00 CEST');
    await entry.getByRole('button', { name: 'Details of entry 120' }).focus();
    await page.keyboard.press('Enter');
    await entry.getByText('id-120').waitFor();
    await entry.getByText('host.delete').waitFor();
  });

  it('searches in words and by days of their own, and saves what matches', async () => {
    await page.getByLabel('Find').fill('first administrator');
    await page.getByText('1 of 1 matching entries shown').waitFor();
    await page.getByText('Ada became the first administrator').waitFor();
    await page.getByLabel('Find').fill('pc-11');
    await page.getByLabel('From').fill('2024-05-02');
    await page.getByLabel('Until the end of').fill('2024-05-02');
    await page.getByText('No entry matches').waitFor();
    await page.getByLabel('Find').fill('');
    await page.getByText('9 of 9 matching entries shown').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export what matches as CSV' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    expect(parseCsv(Buffer.concat(chunks).toString())).toHaveLength(1 + 9);
    await page.getByRole('link', { name: 'Show all entries' }).click();
    await page.getByText(`of ${entries} entries shown`).waitFor();
  });

  it('is told which entry was tampered with, once all are read again', async () => {
    await tamper(daybreak.database, `update audit set subject = 'PC-0' where sequence = 77`);
    await page.getByRole('button', { name: 'Check all entries now' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The chain breaks at entry 77' }).waitFor();
    await page.getByText('its content is not what was written').waitFor();
    await expect.poll(() => focusedName(page)).toBe('Check all entries now');
  });

  it('meets no fault in the console', () => {
    expect(faults).toEqual([]);
  });
});
