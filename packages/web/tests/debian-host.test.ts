import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from './support/axe.ts';
import { browserReady } from './support/browser.ts';
import { addDebianHost } from './support/debian.ts';
import { type House, openHouse } from './support/house.ts';

describe.skipIf(!browserReady())('a Debian host at the screens (needs Chromium)', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house[Symbol.asyncDispose]());

  it('is found in the list, and its page tells of packages and never of Windows', async () => {
    await using daybreak = await house.daybreak({ synced: true });
    const { page, context, faults } = await house.administrator(daybreak);
    await addDebianHost(daybreak, new Date('2024-06-20T07:00:00Z'));
    await page.goto(`${daybreak.origin}/hosts?text=bookworm`);
    const row = page.getByRole('row', { name: /MAIL-1/ });
    await row.getByText('kernel 6.1.0-37-amd64').waitFor();
    // Nothing is known of it, and nothing is counted as none.
    expect(await row.getByRole('cell', { name: '?', exact: true }).count()).toBe(3);
    expect(await row.getByRole('cell', { name: '0', exact: true }).count()).toBe(0);
    await row.getByRole('link', { name: 'MAIL-1' }).click();
    await page.getByText('no feed covers debian:12').waitFor();
    await page.getByRole('heading', { name: 'Install now: not known' }).waitFor();
    await page.getByRole('heading', { name: '1 package half-done' }).waitFor();
    await page.getByText(/^exim4-daemon-heavy: something stopped/).waitFor();
    const history = page.getByRole('region', { name: 'Postures' });
    await history.getByRole('cell', { name: '124 packages' }).waitFor();
    const words = (await page.getByRole('main').textContent()) ?? '';
    expect(words.match(/windows|\bbuild\b|\bKB\d|updates? listed|msrc|0 updates/gi)).toBeNull();
    expect(await violationsOn(page)).toEqual([]);
    await context.close();
    expect(faults).toEqual([]);
  });

  it('has packages that are searched by source and by state, the half-done first', async () => {
    await using daybreak = await house.daybreak({ synced: true });
    const { page, context, faults } = await house.administrator(daybreak);
    await addDebianHost(daybreak, new Date('2024-06-20T07:00:00Z'));
    await page.goto(`${daybreak.origin}/hosts`);
    await page.getByRole('link', { name: 'MAIL-1' }).click();
    const table = page.getByRole('region', { name: 'Installed packages' });
    const names = () => table.getByRole('rowheader').allInnerTexts();
    await table.waitFor();
    expect((await names()).slice(0, 3)).toEqual([
      'exim4-daemon-heavy amd64',
      'libc6 amd64',
      'bash amd64',
    ]);
    await page.getByRole('button', { name: 'Show 24 more' }).click();
    expect(await names()).toHaveLength(124);
    await page.getByLabel('Find a package').fill('openssl');
    await page.getByText('1 of 124', { exact: true }).waitFor();
    expect(await names()).toEqual(['libssl3 amd64']);
    await page.getByLabel('Find a package').fill('');
    await page.getByLabel('State of the packages').selectOption('held');
    await page.getByText('1 of 124', { exact: true }).waitFor();
    expect(await names()).toEqual(['libc6 amd64']);
    await context.close();
    expect(faults).toEqual([]);
  });
});
