import type { Page } from 'playwright-core';
import { askerOf } from './asker.ts';

/** Enters ED 24-99, on what the test knowledge has: a statement by the 21st, a patch by the 22nd. */
export async function enterDirective(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/directives/new`);
  await page.getByLabel('Authority').fill('CISA');
  await page.getByLabel('Title').fill('ED 24-99');
  await page.getByLabel('Reference').fill('https://www.cisa.gov/ed-24-99');
  await page.getByLabel('In effect from').fill('2024-06-18');
  await page.getByLabel('Time zone').fill('America/New_York');
  await page.getByLabel('Advisories and updates').fill('CVE-2024-30080');
  await page.getByRole('textbox', { name: 'By', exact: true }).fill('2024-06-22');
  await page.getByRole('button', { name: 'Another demand' }).click();
  const second = page.getByRole('group', { name: 'Demand 2' });
  await second.getByLabel('What').selectOption('mitigate');
  await second.getByLabel('Clock').selectOption('issue');
  await second.getByLabel('Hours').fill('24');
  await second.getByLabel('Of roles').fill('dns');
  await page.getByRole('button', { name: 'Enter it' }).click();
  await page.getByRole('heading', { level: 1, name: 'CISA: ED 24-99' }).waitFor();
}

/** An order whose name no phone has room for, as those that follow the KEV catalogue have one. */
export async function orderWithLongName(page: Page, origin: string): Promise<void> {
  const ask = await askerOf(page, origin);
  const title = `CVE-2024-30080 is known to be exploited_${'in-every-windows-that-there-is'.repeat(3)}`;
  await ask('POST', '/api/directives', {
    ...{ at: '2024-06-18', zone: 'Europe/Vienna' },
    terms: {
      ...{ authority: 'CISA', title, scope: { advisories: ['CVE-2024-30080'] } },
      demands: [{ action: 'patch', clock: { by: '2024-07-09' } }],
    },
  });
}
