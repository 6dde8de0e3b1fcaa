import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentInventory, systeminfo } from '../../server/tests/support.ts';
import { browserReady } from './support/browser.ts';
import type { Daybreak } from './support/daybreak.ts';
import { type House, openHouse } from './support/house.ts';
import { focusedName, tabTo } from './support/keyboard.ts';
import { logInBy, person, setUpBy } from './support/visitor.ts';

describe.skipIf(!browserReady())('a person at the screens (needs Chromium)', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house[Symbol.asyncDispose]());

  describe('with the setup link', () => {
    it('becomes the administrator once, and is told when the link was used', async () => {
      await using daybreak = await house.daybreak({ synced: false });
      const link = (await daybreak.setupLink()) ?? '';
      const { page, context, faults } = await house.visitor();
      await page.goto(link);
      await page.getByLabel('Your name').fill('Ada');
      await page.getByLabel('Password').first().fill('correct horse battery');
      await page.getByLabel('The same password again').fill('something else');
      await page.getByRole('button', { name: 'Set up' }).click();
      await page.getByText('The two passwords differ.').waitFor();
      await setUpBy(page);
      const other = await house.visitor();
      await other.page.goto(link);
      await other.page.getByText('this link has done its work').waitFor();
      await Promise.all([context.close(), other.context.close()]);
      expect([...faults, ...other.faults]).toEqual([]);
    });

    it('is told why, when a newer link took its place', async () => {
      await using daybreak = await house.daybreak({ synced: false });
      const older = (await daybreak.setupLink()) ?? '';
      await daybreak.setupLink();
      const { page, context } = await house.visitor();
      await page.goto(older);
      await page.getByLabel('Your name').fill('Ada');
      await page.getByLabel('Password').first().fill('correct horse battery');
      await page.getByLabel('The same password again').fill('correct horse battery');
      await page.getByRole('button', { name: 'Set up' }).click();
      await page.getByRole('alert').getByText('This link does not work any more').waitFor();
      await context.close();
    });
  });

  describe('who has to log in', () => {
    let daybreak: Daybreak;
    beforeAll(async () => {
      daybreak = await house.daybreak({ synced: true });
      const { page, context } = await house.administrator(daybreak);
      await addHosts(page, daybreak.origin, { 'web-1.txt': systeminfo('WEB-1', ['KB5037782']) });
      await context.close();
    });
    afterAll(() => daybreak[Symbol.asyncDispose]());

    it('gets by keyboard alone to the page asked for, a host, and an update', async () => {
      const { page, context, faults } = await house.visitor();
      await page.goto(`${daybreak.origin}/hosts?verdict=exposed`);
      await page.getByRole('button', { name: 'Log in' }).waitFor();
      await page.keyboard.type(person.name);
      await page.keyboard.press('Tab');
      await page.keyboard.type(person.password);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/hosts?verdict=exposed');
      await tabTo(page, 'Find');
      await page.keyboard.type('web');
      await page.waitForURL('**/hosts?*text=web*');
      await expect.poll(() => focusedName(page)).toBe('Find');
      await tabTo(page, 'WEB-1');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'WEB-1' }).waitFor();
      await tabTo(page, 'KB5039227');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'KB5039227' }).waitFor();
      await page.getByText('decided by its build').waitFor();
      await context.close();
      expect(faults).toEqual([]);
    });

    it('is told that name or password are wrong, which is no fault to look up in the log', async () => {
      const { page, context } = await house.visitor();
      await page.goto(`${daybreak.origin}/login`);
      await page.getByLabel('Name').fill('Ada');
      await page.getByLabel('Password').first().fill('wrong');
      await page.getByRole('button', { name: 'Log in' }).click();
      const alert = page.getByRole('alert');
      await alert.getByText('The name or the password is not right').waitFor();
      expect(await alert.locator('code').count()).toBe(0);
      await context.close();
    });

    it('is given the id under which the log has a fault of the server', async () => {
      await using broken = await house.daybreak({ synced: false });
      await broken.database.schema.dropTable('users').cascade().execute();
      const { page, context } = await house.visitor();
      await page.goto(`${broken.origin}/login`);
      await page.getByLabel('Name').fill('Ada');
      await page.getByLabel('Password').first().fill('correct horse battery');
      await page.getByRole('button', { name: 'Log in' }).click();
      const id = await page.getByRole('alert').locator('code').textContent();
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(broken.log.some((line) => line.includes(`${id}`) && line.includes('users'))).toBe(
        true,
      );
      await context.close();
    });

    it('comes back to the same page when the session ends meanwhile', async () => {
      const { page, context } = await house.visitor();
      await page.goto(`${daybreak.origin}/feeds`);
      await logInBy(page);
      await page.getByRole('heading', { level: 1, name: 'Feeds' }).waitFor();
      await context.clearCookies();
      await page.getByRole('link', { name: 'Hosts' }).click();
      await page.getByRole('button', { name: 'Log in' }).waitFor();
      await logInBy(page);
      await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor();
      await context.close();
    });

    it('logs out, and is let in no more', async () => {
      const { page, context } = await house.visitor();
      await page.goto(`${daybreak.origin}/`);
      await logInBy(page);
      await page.getByRole('button', { name: 'Ada' }).click();
      await page.getByRole('menuitem', { name: 'Log out' }).click();
      await page.waitForURL('**/login');
      await page.goto(`${daybreak.origin}/hosts`);
      await page.getByRole('button', { name: 'Log in' }).waitFor();
      await context.close();
    });

    it('keeps the colours chosen', async () => {
      const { page, context } = await house.visitor();
      const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
      await page.goto(`${daybreak.origin}/`);
      await logInBy(page);
      expect(await scheme()).toBe('light');
      await page.getByRole('button', { name: 'Ada' }).click();
      await page.getByRole('menuitemradio', { name: 'Dark' }).click();
      expect(await scheme()).toBe('dark');
      await page.reload();
      await page.getByRole('navigation').waitFor();
      expect(await scheme()).toBe('dark');
      await context.close();
    });

    it('is told that numbers are old when the server does not answer, and keeps them', async () => {
      const { page, context } = await house.visitor();
      await page.goto(`${daybreak.origin}/`);
      await logInBy(page);
      await page.getByText('The fleet:').waitFor();
      await page.route('**/api/**', (route) => route.abort());
      await page.clock.fastForward('01:05');
      await page.clock.runFor('00:30');
      await page.getByText('This may be out of date').waitFor();
      await page.getByText('The Daybreak server does not answer').waitFor();
      expect(await page.getByText('The fleet:').isVisible()).toBe(true);
      await context.close();
    });
  });

  describe('on an empty database', () => {
    it('is told of hosts that nothing is known of, then syncs and sees what to install', async () => {
      await using daybreak = await house.daybreak({ synced: false });
      const { page, context, faults } = await house.administrator(daybreak);
      await page.getByText('Three ways to begin').waitFor();
      await addHosts(page, daybreak.origin, { 'a.txt': systeminfo('WEB-1', ['KB5037782']) });
      await page.getByRole('link', { name: 'Today' }).click();
      await page.getByRole('heading', { name: '1 host: all unknown' }).waitFor();
      await page.getByRole('button', { name: 'Sync the feeds now' }).click();
      await page.getByRole('link', { name: 'KB5039227' }).first().waitFor();
      await context.close();
      expect(faults).toEqual([]);
    });

    it('is told when a publisher is to blame for a failed sync', async () => {
      await using daybreak = await house.daybreak({ synced: false, outage: true });
      const { page, context } = await house.administrator(daybreak);
      await page.getByRole('link', { name: 'Feeds', exact: true }).click();
      await page.getByRole('button', { name: 'Sync the feeds now' }).click();
      await page.getByText('A publisher could not be reached').waitFor();
      await page.getByText('No feed has been read').waitFor();
      await context.close();
    });

    it('sees of each import what came of it, with the place of every error', async () => {
      await using daybreak = await house.daybreak({ synced: true });
      const { page, context } = await house.administrator(daybreak);
      const files = { 'web-1.txt': systeminfo('WEB-1', []), 'notes.txt': 'buy milk' };
      await addHosts(page, daybreak.origin, files);
      await page.getByText('1 host taken in, 1 error').waitFor();
      await page.getByRole('cell', { name: /^notes\.txt/ }).waitFor();
      await page.getByText('Paste').click();
      await page.getByLabel('Inventory').fill(systeminfo('WEB-1', ['KB5039227']));
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('1 changed').waitFor();
      await context.close();
    });

    it('makes a command, with which a host comes in by itself until it is revoked', async () => {
      await using daybreak = await house.daybreak({ synced: true });
      const { page, context, faults } = await house.administrator(daybreak);
      await page.getByText('Command', { exact: true }).click();
      await page.getByText('Other hosts cannot reach this Daybreak').waitFor();
      await page.getByText('None. Hosts come in by a command only').waitFor();
      await page.getByRole('textbox', { name: 'Group' }).fill('office');
      await page.getByRole('button', { name: 'Make a command' }).click();
      const command = page.getByRole('region', { name: 'Command for the group office' });
      const host = hostThatRuns((await command.locator('code').textContent()) ?? '');
      expect(await host('WEB-1')).toBe(200);
      await page.clock.runFor('00:20');
      await page.getByText('1 inventory, the last one').waitFor();
      await page.getByRole('link', { name: 'Hosts', exact: true }).click();
      await page.getByRole('link', { name: 'WEB-1' }).waitFor();
      await page.getByRole('link', { name: 'Add hosts' }).click();
      await page.getByText('Command', { exact: true }).click();
      await command.getByText('Not for the group that stands in the field above').waitFor();
      await page.getByRole('button', { name: 'Revoke the command for the group office' }).click();
      await page.getByRole('button', { name: 'Revoke it' }).click();
      await command.waitFor({ state: 'detached' });
      await expect.poll(() => focusedName(page)).toBe('Commands that work now');
      expect(await host('WEB-2')).toBe(401);
      await context.close();
      expect(faults).toEqual([]);
    });

    it('copies the command, or has it selected where the browser does not let a page copy', async () => {
      await using daybreak = await house.daybreak({ synced: true });
      const { page, context } = await house.administrator(daybreak);
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByText('Command', { exact: true }).click();
      await page.getByRole('button', { name: 'Make a command' }).click();
      const command = page.getByRole('region', { name: 'Command for hosts without a group' });
      const text = await command.locator('code').textContent();
      await command.getByRole('button', { name: 'Copy the command' }).click();
      await command.getByText('Copied.').waitFor();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(text);
      await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error())');
      await command.getByRole('button', { name: 'Copy the command' }).click();
      await command.getByText('press Ctrl+C').waitFor();
      expect(await page.evaluate<string>('String(getSelection())')).toBe(text);
      await context.close();
    });

    it('looks at the example fleet, marked on every screen, and removes it in one click', async () => {
      await using daybreak = await house.daybreak({ synced: true });
      const { page, context } = await house.administrator(daybreak);
      await page.getByRole('button', { name: 'Load the example fleet' }).click();
      const banner = page.getByRole('complementary', { name: 'Example fleet' });
      await banner.waitFor();
      await page.getByRole('link', { name: 'Feeds', exact: true }).click();
      await banner.getByRole('button', { name: 'Remove' }).click();
      await banner.waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Today' }).click();
      await page.getByText('Three ways to begin').waitFor();
      await context.close();
    });
  });
});

async function addHosts(page: Page, origin: string, files: Record<string, string>): Promise<void> {
  await page.goto(`${origin}/hosts/add`);
  await page.setInputFiles(
    'input[type=file]',
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    })),
  );
  await page.getByText('taken in').first().waitFor();
}

/** A host that runs this command, over real HTTP: sends the inventory of this name, gives the status. */
function hostThatRuns(command: string): (name: string) => Promise<number> {
  const [, secret = ''] = /'Bearer ([^']+)'/.exec(command) ?? [];
  const [, url = ''] = /UploadString\('([^']+)'/.exec(command) ?? [];
  const updates = ['KB5012170', 'KB5037782'];
  return async (name) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'text/plain; charset=utf-8',
      },
      body: sentInventory(systeminfo(name, updates), updates),
    });
    return response.status;
  };
}
