import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../core/tests/csv.ts';
import { systeminfo } from '../../server/tests/support.ts';
import { browserReady } from './support/browser.ts';
import { enterDirective } from './support/directive.ts';
import { type House, openHouse } from './support/house.ts';
import { focusedName } from './support/keyboard.ts';

describe.skipIf(!browserReady())('a person with a directive (needs Chromium)', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house[Symbol.asyncDispose]());

  it('enters it, sees who complies, asks of another day, exports it and reads it back', async () => {
    await using daybreak = await house.daybreak({ synced: true });
    const { page, context, faults } = await house.administrator(daybreak);
    await page.goto(`${daybreak.origin}/directives`);
    await page.getByRole('heading', { name: 'There is no directive yet' }).waitFor();
    await page.goto(`${daybreak.origin}/hosts/add`);
    await page.setInputFiles('input[type=file]', [
      file('=web-1', ['KB5037782']),
      file('web-2', ['KB5039227']),
    ]);
    await page.getByText('2 hosts taken in').waitFor();
    await enterDirective(page, daybreak.origin);
    const proof = page.getByRole('region', { name: 'Who complies' });
    await proof.getByText('1 complying').waitFor();
    await proof.getByText('1 open, in time').first().waitFor();
    await proof.getByText('the host is at', { exact: false }).waitFor();
    await proof.getByRole('button', { name: /^complying/ }).click();
    await proof.getByRole('link', { name: 'web-2' }).waitFor();
    await proof.getByRole('button', { name: 'every host' }).click();

    await proof.getByLabel('As of the end of').fill('2024-06-19');
    await page.waitForURL('**asOf=2024-06-19**');
    await proof.getByText('2 unknown').waitFor();
    await proof.getByText('there was no inventory of it yet').first().waitFor();
    expect(await exported()).toEqual([
      ["'=web-1", 'unknown'],
      ['web-2', 'unknown'],
    ]);
    await proof.getByLabel('As of the end of').fill('2024-06-21');
    await proof.getByText('from 1990 to today, 20 Jun 2024').waitFor();
    await proof.getByLabel('As of the end of').pressSequentially('06172024');
    await page.waitForURL('**asOf=2024-06-17**');
    await proof.getByText('It was not in force then').waitFor();
    await proof.getByRole('button', { name: 'Back to now' }).click();
    await proof.getByText('1 complying').waitFor();
    expect(await exported()).toEqual([
      ["'=web-1", 'open'],
      ['web-2', 'complies'],
    ]);

    await page.getByRole('link', { name: 'Print view' }).click();
    await page.getByRole('heading', { name: 'Compliance with CISA: ED 24-99' }).waitFor();
    await page.getByRole('rowheader', { name: '=web-1' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await context.close();
    expect(faults).toEqual([]);

    async function exported() {
      const download = page.waitForEvent('download');
      await proof.getByRole('link', { name: 'Export CSV' }).click();
      const text = readFileSync(await (await download).path(), 'utf8');
      const [head = [], ...rows] = parseCsv(text);
      return rows.map((row) => [row[head.indexOf('host')], row[head.indexOf('state')]]);
    }
  });

  it('is told at the field what is wrong, and where no host is in scope', async () => {
    await using daybreak = await house.daybreak({ synced: true });
    const { page, context, faults } = await house.administrator(daybreak);
    await page.goto(`${daybreak.origin}/hosts/add`);
    await page.setInputFiles('input[type=file]', [file('web-1', ['KB5037782'])]);
    await page.getByText('1 host taken in').waitFor();
    await page.goto(`${daybreak.origin}/directives/new`);
    await page.getByLabel('Authority').fill('CISO');
    await page.getByLabel('Title').fill('Typing errors');
    await page.getByLabel('In effect from').fill('soon');
    await page.getByLabel('Advisories and updates').fill('MS06-040; KB 921883');
    await page.getByRole('region', { name: 'Scope' }).getByLabel('Roles').fill('sever');
    await page.getByText('no host has it now: sever').waitFor();
    await page.getByRole('textbox', { name: 'By', exact: true }).fill('2024-06-22');

    await page.getByRole('button', { name: 'Another demand' }).click();
    expect(
      await page.evaluate<string>('document.activeElement.closest("fieldset").textContent'),
    ).toMatch(/^Demand 2/);
    await page.getByRole('button', { name: 'Remove demand 1' }).click();
    await expect.poll(() => focusedName(page)).toMatch(/^What/);
    await page.getByRole('textbox', { name: 'By', exact: true }).fill('2024-06-22');

    await page.getByRole('button', { name: 'Enter it' }).click();
    await page.getByText('MS06-040 is a bulletin').waitFor();
    await expect.poll(() => focusedName(page)).toMatch(/^Advisories and updates/);
    await page.getByLabel('Advisories and updates').fill('cve-2024-30080');
    await page.getByRole('button', { name: 'Enter it' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText(/^In effect from: must be a date/).waitFor();
    expect(await alert.getByText('must be a date').count()).toBe(1);
    await expect.poll(() => focusedName(page)).toMatch(/^In effect from/);
    await page.getByLabel('In effect from').fill('2024-06-18');
    await page.getByRole('button', { name: 'Enter it' }).click();
    await page.getByRole('heading', { level: 1, name: 'CISO: Typing errors' }).waitFor();
    await page.getByText('No host is in its scope').waitFor();
    await page.getByRole('link', { name: 'Directives' }).click();
    await page.getByText('No host is in its scope').waitFor();
    await context.close();
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
  });

  it('states what no inventory shows, and withdraws the order', async () => {
    await using daybreak = await house.daybreak({ synced: true });
    const { page, context, faults } = await house.administrator(daybreak);
    await enterDirective(page, daybreak.origin);
    const statements = page.getByRole('region', { name: 'Statements' });
    await statements.getByLabel('Group').fill('resolvers');
    await statements.getByRole('textbox', { name: 'On', exact: true }).fill('2024-06-19');
    await statements.getByLabel('How one can tell').fill('ticket 4711');
    await statements.getByRole('button', { name: 'State it' }).click();
    await statements.getByText('ticket 4711').first().waitFor();
    expect(await statements.getByLabel('How one can tell').inputValue()).toBe('');
    expect(await statements.getByLabel('Group').inputValue()).toBe('');
    await statements.getByRole('button', { name: 'Withdraw: it was wrong' }).click();
    await statements.getByText('withdrawn by Ada').waitFor();
    await page.getByRole('button', { name: 'Withdraw it…' }).click();
    await page.getByLabel('Withdrawn on').fill('2024-06-20');
    await page.getByLabel('Why').fill('replaced by ED 24-100');
    await page.getByRole('button', { name: 'Withdraw it', exact: true }).click();
    await page.getByText('It was not in force then').waitFor();
    await page.getByText('replaced by ED 24-100').waitFor();
    await context.close();
    expect(faults).toEqual([]);
  });
});

function file(name: string, updates: readonly string[]) {
  const buffer = Buffer.from(systeminfo(name, updates));
  return { name: `${name.replace('=', '')}.txt`, mimeType: 'text/plain', buffer };
}
