import type { Page } from 'playwright-core';

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
