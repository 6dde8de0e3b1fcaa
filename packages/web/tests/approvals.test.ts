import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Approver } from './support/approvers.ts';
import { violationsOn } from './support/axe.ts';
import { browserReady } from './support/browser.ts';
import type { Daybreak } from './support/daybreak.ts';
import { type House, openHouse } from './support/house.ts';
import { focusedName } from './support/keyboard.ts';

describe.skipIf(!browserReady())('a person who lets hosts install (needs Chromium)', () => {
  const [ada, grace, eve] = ['Ada', 'Grace', 'Eve'].map((name) => new Approver(name)) as [
    Approver,
    Approver,
    Approver,
  ];
  let house: House;
  let daybreak: Daybreak;
  let page: Page;
  let context: BrowserContext;
  let faults: string[];
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

  it('is led from nothing to a root of trust, of two public files', async () => {
    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('link', { name: 'Approvals' }).click();
    await page.getByText('No: nobody approves yet').waitFor();
    expect(await page.getByRole('button', { name: /^Halt/ }).count()).toBe(0);
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('link', { name: "Choose the approvers' public files" }).click();
    const secret = Buffer.from('-----BEGIN ENCRYPTED PRIVATE KEY-----');
    const wrong = { name: 'Eve.key', mimeType: 'text/plain', buffer: secret };
    await page.setInputFiles('input[type=file]', [ada.file, grace.file, wrong]);
    await page.getByText('Eve.key: this is a private key.').waitFor();
    await page.getByRole('heading', { name: '2 approvers' }).waitFor();
    await page.getByLabel('How many have to sign').fill('3');
    await page.getByText('There are fewer approvers than have to sign.').waitFor();
    await page.getByLabel('How many have to sign').fill('2');
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Put it before approvers' }).click();
    await page.getByText('2 more signatures are needed, of Ada and Grace').first().waitFor();
  });

  it('downloads it, and hands in what each approver has signed', async () => {
    await page.getByText('daybreak approve root-1.json --key NAME.key').waitFor();
    const text = await download('root-1.json');
    await page.setInputFiles('input[type=file]', [eve.signFile('eve.json', text)]);
    await page.getByRole('alert').getByText('no new signature').waitFor();
    const noise = { name: 'noise.json', mimeType: 'text/plain', buffer: Buffer.from('{') };
    await page.setInputFiles('input[type=file]', [noise]);
    await page.getByText('noise.json is not the file that was to be signed.').waitFor();
    await page.setInputFiles('input[type=file]', [ada.signFile('root-1.json', text)]);
    await page.getByText('A signature was added').waitFor();
    await page.getByText('1 more signature is needed, of Grace').first().waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.setInputFiles('input[type=file]', [grace.signFile('root-1.json', text)]);
    await page.getByText('It counts from now on.').waitFor();
    await page.getByRole('heading', { name: 'Root of trust, version 1' }).waitFor();
    await page.getByText('No: nothing is approved').waitFor();
  });

  it('writes a manifest, whose faults are told at their fields, and has it signed', async () => {
    await page.getByRole('link', { name: 'A new manifest' }).click();
    await page.getByLabel('Title').fill('openssl, DSA-5780-1');
    await page.getByLabel('Name of the file').fill('OpenSSL');
    await page.getByLabel('Products').fill('debian:12');
    await page.getByLabel('Packages').fill('libssl3 3.0.17-1~deb12u3 back\n');
    await page.getByLabel('Until the end of').fill('2024-07-20');
    await page.getByRole('button', { name: 'Put it before approvers' }).click();
    await page.getByText('Line 1: after “back” stands the version').waitFor();
    await expect.poll(() => focusedName(page)).toBe('Name of the file');
    expect(await violationsOn(page)).toEqual([]);
    await page.getByLabel('Name of the file').fill('openssl.json');
    await page.getByLabel('Packages').fill('libssl3 3.0.17-1~deb12u3 back 3.0.17-1~deb12u2');
    await page.getByLabel('Updates to take out again').fill('openssl');
    await page.getByLabel('Looked at').fill('tls mail.example:25');
    await page.getByRole('button', { name: 'Put it before approvers' }).click();
    await page.getByText('openssl is no update').waitFor();
    await expect.poll(() => focusedName(page)).toBe('Updates to take out again');
    await page.getByLabel('Updates to take out again').fill('KB5037782');
    await page.getByRole('button', { name: 'Put it before approvers' }).click();
    await page.getByText('or back to 3.0.17-1~deb12u2').waitFor();
    await page.getByText('KB5037782, where an order says so').waitFor();
    await page.getByRole('link', { name: 'A new manifest' }).click();
    await page.getByText('A list is before approvers already.').waitFor();
    await page.getByLabel('Title').fill('curl');
    await page.getByLabel('Name of the file').fill('curl.json');
    await page.getByLabel('Products').fill('debian:12');
    await page.getByLabel('Packages').fill('curl 8.1');
    await page.getByLabel('Until the end of').fill('2024-07-20');
    await page.getByRole('button', { name: 'Put it before approvers' }).click();
    await page.getByText('curl.json').waitFor();
    await page.getByText('openssl.json').waitFor();
    const text = await download('manifests-1.json');
    const files = [ada, grace].map((one) => one.signFile('manifests-1.json', text));
    await page.setInputFiles('input[type=file]', files);
    await page.getByRole('heading', { name: 'Approved: 2 manifests, 0 open' }).waitFor();
    await page.getByText('No: nothing is open').waitFor();
  });

  it('opens it, halts everything with one question, and goes on', async () => {
    await page.getByRole('button', { name: 'Open openssl, DSA-5780-1…' }).click();
    await expect.poll(() => focusedName(page)).toBe('Open it');
    await page.keyboard.press('Enter');
    await page.getByText('Yes: 1 of 2 manifests is open').waitFor();
    await page.getByRole('button', { name: 'Halt everything…' }).click();
    await expect.poll(() => focusedName(page)).toBe('Halt everything now');
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('No: everything is halted').waitFor();
    await expect.poll(() => focusedName(page)).toContain('No: everything is halted');
    await page.getByRole('row', { name: /^openssl.*open, but halted/ }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go on: end the halt' }).click();
    await page.getByText('Yes: 1 of 2 manifests is open').waitFor();
    await page.getByRole('button', { name: 'Close openssl, DSA-5780-1' }).click();
    await page.getByText('No: nothing is open').waitFor();
  });

  it('proposes that one counts no more, and withdraws that', async () => {
    await page.getByRole('button', { name: 'Take away curl…' }).click();
    await page.keyboard.press('Enter');
    await page.getByText('Takes away').waitFor();
    await page.getByRole('button', { name: /^Withdraw manifests, version 2/ }).click();
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await page.getByText('Withdrawn: manifests, version 2.').waitFor();
    await expect.poll(() => focusedName(page)).toBe('Before approvers: nothing');
  });

  it('makes the next root: another approver, and another key for the server', async () => {
    await page.getByRole('link', { name: /^Change approvers/ }).click();
    await page.getByRole('button', { name: 'Leave out Grace' }).click();
    await page.setInputFiles('input[type=file]', [ada.file, eve.file]);
    await page.getByText('Ada.pub.json: the key of Ada is there already.').waitFor();
    await page.getByLabel('Give the server another key').check();
    await page.getByRole('button', { name: 'Put it before approvers' }).click();
    await page.getByText('The server gets another key.').waitFor();
    const text = await download('root-2.json');
    const files = [ada, grace, eve].map((one) => one.signFile('root-2.json', text));
    await page.setInputFiles('input[type=file]', files);
    await page.getByRole('heading', { name: 'Root of trust, version 2' }).waitFor();
    await page.getByText('2 of 2: Ada, Eve').waitFor();
  });

  it('meets no fault in the console', () => {
    expect(faults).toEqual([]);
  });

  /** The file that approvers sign, just as it is saved. */
  async function download(file: string): Promise<string> {
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Download ${file}` }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe(file);
    return readFile(await saved.path(), 'utf8');
  }
});
