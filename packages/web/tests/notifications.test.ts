import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReceiver } from '../../server/tests/receiver.ts';
import { browserReady } from './support/browser.ts';
import { type House, openHouse } from './support/house.ts';
import { sendNotices } from './support/notices.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describe.skipIf(!browserReady())('notifications at the screens (needs Chromium)', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house[Symbol.asyncDispose]());

  it('a webhook is added, tested and removed by keyboard alone', async () => {
    await using receiver = await startReceiver(secret);
    await using daybreak = await house.daybreak({ synced: true });
    const { page, context, faults } = await house.administrator(daybreak);
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await page.getByRole('link', { name: 'Notifications' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nobody is told of deadlines').waitFor();
    await page.getByLabel('Name').focus();
    await page.keyboard.type('Pager');
    await page.keyboard.press('Tab');
    await page.keyboard.type(`${receiver.origin}/hook`);
    await page.keyboard.press('Tab');
    await page.keyboard.type(secret);
    await page.keyboard.press('Enter');
    await page.getByText('Pager was added.').waitFor();
    await press('Send a test to Pager');
    await page.getByText('It was taken. Look whether it has arrived.').waitFor();
    expect(receiver.received).toMatchObject([{ signed: true, path: '/hook' }]);
    await page.getByRole('row', { name: /Pager sent Test/ }).waitFor();
    receiver.answer = (_request, response) => response.writeHead(503).end();
    await press('Send a test to Pager');
    await page.getByText('It answered 503.').first().waitFor();
    await page.getByText('the last test failed').waitFor();
    await page.getByRole('row', { name: /Pager test failed Test/ }).waitFor();
    await press('Remove Pager…');
    await page.keyboard.press('Enter');
    await page.getByText('Nobody is told of deadlines').waitFor();
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('channels');
    await context.close();
    expect(faults).toEqual([]);
  });

  it('times and the mail server are kept, and a password is asked for again for another server', async () => {
    await using daybreak = await house.daybreak({ synced: true });
    const { page, context, faults } = await house.administrator(daybreak);
    await page.goto(`${daybreak.origin}/settings/notifications`);
    await page.getByLabel('When it appears').fill('48');
    await page.getByRole('button', { name: 'Save the times' }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await page.getByLabel('Host').fill('mail.example.test');
    await page.getByLabel('From').fill('daybreak@example.test');
    await page.getByLabel('User').fill('ada');
    await page.getByLabel('Password', { exact: true }).fill('secret');
    await page.getByRole('button', { name: 'Save the mail server' }).click();
    await page.getByText('Saved. Send a test').waitFor();
    expect(await page.getByLabel('Password (empty').inputValue()).toBe('');
    await page.getByLabel('Host').fill('other.example.test');
    await page.getByRole('button', { name: 'Save the mail server' }).click();
    await page.getByRole('alert').getByText('Enter the password again').waitFor();
    await page.reload();
    expect(await page.getByLabel('When it appears').inputValue()).toBe('48');
    expect(await page.getByLabel('Host').inputValue()).toBe('mail.example.test');
    await context.close();
    expect(faults).toEqual([]);
  });

  it('what was given up stands on every screen', async () => {
    await using daybreak = await house.daybreak({ synced: true });
    const { page, context } = await house.administrator(daybreak);
    await sendNotices(daybreak);
    await page.goto(`${daybreak.origin}/hosts`);
    await page.getByText('Notices were given up on 1 channel: Pager.').waitFor();
    await page.getByRole('link', { name: 'Look at the notifications' }).click();
    await page.getByRole('row', { name: /Pager given up 3 notices/ }).waitFor();
    await context.close();
  });
});
