import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systeminfo } from '../../server/tests/support.ts';
import { browserReady } from './support/browser.ts';
import type { Daybreak } from './support/daybreak.ts';
import { type House, openHouse } from './support/house.ts';
import { focusedName, tabTo } from './support/keyboard.ts';
import { shopPolicy } from './support/rules.ts';

describe.skipIf(!browserReady())('a person who says by what hosts go (needs Chromium)', () => {
  let house: House;
  let daybreak: Daybreak;
  let page: Page;
  let context: BrowserContext;
  let faults: string[];
  beforeAll(async () => {
    house = await openHouse();
    daybreak = await house.daybreak({ synced: true });
    ({ page, context, faults } = await house.administrator(daybreak));
    await page.goto(`${daybreak.origin}/hosts/add`);
    await page.getByRole('textbox', { name: 'Group' }).fill('shop');
    await page.setInputFiles(
      'input[type=file]',
      ['WEB-1', 'WEB-2', 'DB-1'].map((name) => ({
        name: `${name}.txt`,
        mimeType: 'text/plain',
        buffer: Buffer.from(systeminfo(name, ['KB5037782'])),
      })),
    );
    await page.getByText('3 hosts taken in').waitFor();
  });
  afterAll(async () => {
    await context.close();
    await daybreak[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
  });

  it('says a fact of a host by keyboard alone, changes it, and takes it back', async () => {
    await openHost('WEB-1');
    const facts = page.getByRole('region', { name: 'What its deadlines rest on' });
    await facts.getByText('nobody has said').first().waitFor();
    await tabTo(page, 'Say: Owner');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedName(page)).toContain('Owner');
    await page.keyboard.type('Shop team');
    await page.keyboard.press('Tab');
    await page.keyboard.type('asked Bo');
    await page.keyboard.press('Enter');
    await facts.getByText('Owner: saved.').waitFor();
    await expect.poll(() => focusedName(page)).toBe('Change: Owner');
    const row = facts.getByRole('row', { name: /^Owner/ });
    expect(await row.textContent()).toMatch(/Shop team.*asked Bo.*\(Ada, just now\)/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Nobody');
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedName(page)).toBe('Change: Owner');
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focusedName(page)).toBe('Clear: Owner');
    await page.keyboard.press('Enter');
    await facts.getByText('Owner: cleared.').waitFor();
    await expect.poll(() => focusedName(page)).toBe('Say: Owner');
  });

  it('sees what a rule would do before it counts, adds it, and moves another before it', async () => {
    await page.goto(`${daybreak.origin}/hosts`);
    await page.getByRole('link', { name: 'Facts of hosts' }).click();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('Name of the rule').fill('Web servers');
    await page.getByLabel('Exposed to the internet').selectOption('yes');
    await page.getByRole('button', { name: 'See what it would do' }).click();
    await page.getByText('For which hosts?').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('web-*');
    await page.getByRole('button', { name: 'See what it would do' }).click();
    const effects = page.getByRole('form', { name: 'A new rule' }).getByRole('listitem');
    await effects.waitFor();
    expect(await effects.textContent()).toContain('yes, anyone can reach it on 2 hosts');
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByText('Saved. 2 hosts have other facts now.').waitFor();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('Name of the rule').fill('Everything');
    await page.getByLabel('Name', { exact: true }).fill('*');
    await page.getByLabel('Exposed to the internet').selectOption('no');
    await page.getByRole('button', { name: 'See what it would do' }).click();
    await page.getByText('on 1 host where').waitFor();
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByRole('button', { name: 'Move the rule Everything…', exact: true }).click();
    await page.getByLabel('Place of the rule Everything').selectOption('first');
    await page.getByText('now: yes, anyone can reach it').waitFor();
    await page.getByRole('button', { name: 'Move it' }).click();
    await page.getByText('Saved. 2 hosts have other facts now.').waitFor();
    const names = page.getByRole('region', { name: 'Rules' }).getByRole('heading', { level: 3 });
    expect(await names.allTextContents()).toEqual(['Everything', 'Web servers']);
    await page.getByText(/^fits 3 hosts; Ada/).waitFor();
    await page.getByText(/^fits 2 hosts; Ada/).waitFor();
    await openHost('WEB-1');
    await page.getByText('rule "Everything"').waitFor();
  });

  it('brings a table of facts, and is told of each line that could not be taken', async () => {
    await page.goto(`${daybreak.origin}/hosts/facts`);
    const text = 'host,owner,mission\nWEB-1,Shop team,high\nDB-1,,vital\nMAIL-1,IT,low\n';
    const file = { name: 'facts.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.setInputFiles('input[type=file]', [file]);
    await page.getByText('1 host found in the table, 2 lines to look at').waitFor();
    await page.getByRole('row', { name: /^facts\.csv:3 .*vital/ }).waitFor();
    await page.getByRole('row', { name: 'facts.csv:4 no host is called "MAIL-1"' }).waitFor();
  });

  it('makes an exception from a host, sees it there and in the list, and revokes it', async () => {
    await openHost('WEB-1');
    await page.getByRole('link', { name: 'Make an exception…' }).click();
    await page.getByText('WEB-1').waitFor();
    await page.getByLabel('Its name').fill('KB5039227');
    await page.getByRole('button', { name: '2 weeks' }).click();
    await page.getByLabel('Why').fill('the fair runs on it');
    await page.getByLabel('Who answers for it').fill('Bo');
    await page.getByRole('button', { name: 'Make the exception' }).click();
    await page.getByText('The exception is made').waitFor();
    await page.getByText('4 Jul 2024').first().waitFor();
    await openHost('WEB-1');
    await page.getByText('1 exception in force').waitFor();
    await page.goto(`${daybreak.origin}/updates/KB5039227`);
    await page.getByText('the fair runs on it').first().waitFor();
    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('link', { name: 'Exceptions' }).click();
    await page.getByRole('button', { name: 'Revoke the exception of WEB-1…' }).click();
    await expect.poll(() => focusedName(page)).toBe('Revoke it');
    await page.keyboard.press('Enter');
    await page.getByText('revoked by Ada').waitFor();
    await expect.poll(() => focusedName(page)).toContain('In force: 0 exceptions');
  });

  it('makes one for a host found by its name, from an update', async () => {
    await page.goto(`${daybreak.origin}/updates/KB5039227`);
    await page.getByRole('link', { name: 'Make an exception…' }).click();
    expect(await page.getByLabel('Its name').inputValue()).toBe('KB5039227');
    await page.getByLabel('Last day').fill('2024-06-22');
    await page.getByLabel('Why').fill('it moves house');
    await page.getByLabel('Who answers for it').fill('Bo');
    await page.getByRole('button', { name: 'Make the exception' }).click();
    await page.getByText('For which host?').waitFor();
    await page.getByLabel('Find the host').fill('db');
    await page.getByRole('button', { name: 'DB-1' }).click();
    await page.getByRole('button', { name: 'Make the exception' }).click();
    await page.getByRole('heading', { name: /1 ending within 7 days/ }).waitFor();
  });

  it('is told, before and after, that no host is in the group of an exception', async () => {
    await page.goto(`${daybreak.origin}/exceptions/new?group=labb&kind=update&name=KB5039227`);
    await page.getByText('no host is in it').waitFor();
    await page.getByLabel('Last day').fill('2024-08-22');
    await page.getByLabel('Why').fill('it is mistyped');
    await page.getByLabel('Who answers for it').fill('Bo');
    await page.getByRole('button', { name: 'Make the exception' }).click();
    const row = page.getByRole('row', { name: /^the group labb/ });
    await row.getByText('no host is in it').waitFor();
    expect(await row.textContent()).toMatch(/22 Aug 2024 .* in [A-Z]/);
  });

  it('brings a policy with a hole, is shown its line, and mends, uploads and assigns it', async () => {
    await page.goto(`${daybreak.origin}/policies`);
    await page.getByRole('link', { name: 'A policy of your own' }).click();
    const text = shopPolicy({ whole: false });
    const file = { name: 'shop.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) };
    await page.setInputFiles('input[type=file]', [file]);
    await page.getByText('From shop.yaml.').waitFor();
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('no row for exploited no, role=till no').waitFor();
    const field = page.getByLabel('Text of the policy');
    expect(await field.inputValue()).toBe(text);
    await page.getByRole('button', { name: 'line 9' }).click();
    expect(await page.evaluate<string>('String(getSelection())')).toContain('[yes, "*", NOW]');
    await field.fill(shopPolicy({ whole: true }));
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByRole('heading', { level: 1, name: 'Shop floor' }).waitFor();
    await page.getByText('the CISO, May 2024', { exact: true }).waitFor();
    await page.getByText('shop.yaml', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'All policies' }).click();
    await page.getByRole('combobox', { name: 'Group' }).fill('shop');
    await page.getByRole('combobox', { name: 'Goes by' }).selectOption({ label: 'Shop floor' });
    await page.getByRole('button', { name: 'Assign' }).click();
    await page.getByRole('row', { name: /^shop 3 hosts Shop floor Ada, just now/ }).waitFor();
    await page.getByRole('button', { name: 'Remove the policy of the group shop' }).click();
    await page.getByText('No policy of its own any more: the group shop.').waitFor();
    await expect.poll(() => focusedName(page)).toBe('Who goes by which');
  });

  it.each(['daybreak', 'bod-26-04', 'cisa-coordinator', 'ssvc-deployer', 'essential-eight'])(
    'begins a policy with %s, which is taken as it is and can be saved as a file',
    async (id) => {
      await page.goto(`${daybreak.origin}/policies/${id}`);
      const table = page.getByRole('region', { name: 'Rows of the policy' });
      const rows = await table.textContent();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download the text' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`own-${id}.yaml`);
      await page.getByRole('link', { name: 'Begin your own with it' }).click();
      await page.getByRole('button', { name: 'Upload' }).click();
      await page.getByText('Version 1, which counts').waitFor();
      expect(await table.textContent()).toBe(rows);
    },
  );

  it('meets no fault in the console', () => {
    expect(faults).toEqual([]);
  });

  async function openHost(name: string): Promise<void> {
    await page.goto(`${daybreak.origin}/hosts`);
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
});
