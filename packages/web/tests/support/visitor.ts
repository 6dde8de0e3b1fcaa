/** What a person does at the keyboard, by the names that a person sees. */
import type { Page } from 'playwright-core';

export const person = { name: 'Ada', password: 'correct horse battery' };

/** Fills in the page of the setup link; ends on Today. */
export async function setUpBy(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill(person.name);
  await page.getByLabel('Password', { exact: false }).first().fill(person.password);
  await page.getByLabel('The same password again').fill(person.password);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
}

/** Logs in where the login page is; ends on the page one wanted. */
export async function logInBy(page: Page): Promise<void> {
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Password').first().fill(person.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('navigation').waitFor();
}
