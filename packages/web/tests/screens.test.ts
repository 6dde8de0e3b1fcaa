import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systeminfo } from '../../server/tests/support.ts';
import { setAgents } from './support/agents.ts';
import { setApprovals } from './support/approvers.ts';
import { askerOf } from './support/asker.ts';
import { violationsOn } from './support/axe.ts';
import { browserReady, type Watched } from './support/browser.ts';
import type { Daybreak } from './support/daybreak.ts';
import { enterDirective, orderWithLongName } from './support/directive.ts';
import { type House, openHouse } from './support/house.ts';
import { sendNotices } from './support/notices.ts';
import { setRules, shopPolicy } from './support/rules.ts';
import { logInBy } from './support/visitor.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
] as const;

const looks = sizes.flatMap((size) =>
  (['light', 'dark'] as const).map((scheme) => ({ ...size, scheme })),
);

/** Every screen by its address, and what is there once it is. */
const screens = [
  ['/', 'heading', /updates? to install$/],
  ['/updates/KB5039227', 'heading', 'Who needs it'],
  ['/updates/KB1', 'heading', 'No host is known to need KB1 now'],
  ['/hosts', 'table', ''],
  ['/hosts?text=nobody', 'heading', 'No host matches'],
  ['/hosts/add', 'button', 'Choose files'],
  ['/hosts/00000000-0000-4000-8000-000000000000', 'alert', ''],
  ['/hosts/facts', 'button', 'Change the rule Web servers…'],
  ['/exceptions', 'heading', /^In force: 2 exceptions, 1 ending/],
  ['/exceptions/new?kind=update&name=KB5039227', 'button', 'Make the exception'],
  ['/policies', 'heading', 'Who goes by which'],
  ['/policies/ssvc-deployer', 'region', 'Rows of the policy'],
  ['/policies/shop-floor', 'heading', 'Version 1, which counts'],
  ['/policies/none', 'heading', 'No policy is called none'],
  ['/policies/own/new?from=bod-26-04', 'button', 'Upload'],
  ['/approvals', 'heading', 'Approved: 2 manifests, 1 open'],
  ['/approvals/root', 'button', 'Put it before approvers'],
  ['/approvals/new', 'button', 'Put it before approvers'],
  ['/directives', 'heading', 'CISA: ED 24-99'],
  ['/directives/new', 'button', 'Enter it'],
  ['/directives/00000000-0000-4000-8000-000000000000', 'alert', ''],
  ['/feeds', 'heading', 'All feeds together'],
  ['/settings/notifications', 'button', 'Save the mail server'],
  ['/audit', 'heading', /^The chain is whole: entries 1 to/],
  ['/audit?text=nothing-like-it', 'heading', 'No entry matches'],
  ['/nowhere', 'heading', 'There is no such page'],
] as const;

describe.skipIf(!browserReady())('every screen (needs Chromium)', () => {
  let house: House;
  let daybreak: Daybreak;
  beforeAll(async () => {
    house = await openHouse();
    daybreak = await house.daybreak({ synced: true });
    const { page, context } = await house.administrator(daybreak);
    await page.goto(`${daybreak.origin}/hosts/add`);
    await page.setInputFiles('input[type=file]', inventories());
    await page.getByText('2 hosts taken in').waitFor();
    const now = new Date('2024-06-20T08:00:00.000Z');
    await setRules(page, daybreak.origin, now);
    const ask = await askerOf(page, daybreak.origin);
    await setApprovals(ask, now);
    await setAgents(daybreak, ask);
    await sendNotices(daybreak);
    await page.goto(`${daybreak.origin}/`);
    await page.getByRole('link', { name: 'Today' }).waitFor();
    await enterDirective(page, daybreak.origin);
    await orderWithLongName(page, daybreak.origin);
    await context.close();
  });
  afterAll(async () => {
    await daybreak[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
  });

  describe.each(looks)('at $width px, $scheme', (look) => {
    let visitor: Watched;
    beforeAll(async () => {
      visitor = await house.visitor(look);
      await visitor.page.goto(`${daybreak.origin}/login`);
    });
    afterAll(() => visitor.context.close());

    it('login can be read and used by everybody', async () => {
      await visitor.page.getByRole('button', { name: 'Log in' }).waitFor();
      expect(await violationsOn(visitor.page)).toEqual([]);
      await logInBy(visitor.page);
    });

    it.each(screens)('%s can be read and used by everybody', async (path, role, name) => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}${path}`);
      await page.getByRole(role, { name }).first().waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it('a host can be read and used by everybody', async () => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}/hosts`);
      await page.getByRole('link', { name: 'WEB-1' }).click();
      await page.getByRole('heading', { name: 'Posture history' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it.each(['deb-busy', 'deb-refuses', 'deb-copied', 'deb-silent'])(
      'the agent of %s can be read and used by everybody',
      async (name) => {
        const { page } = visitor;
        await page.goto(`${daybreak.origin}/hosts`);
        await page.getByRole('link', { name }).click();
        await page.getByRole('button', { name: /^Place the order/ }).click();
        await page.getByRole('button', { name: /^Revoke the agent/ }).click();
        for (const summary of await page.locator('summary').all()) await summary.click();
        expect(await violationsOn(page)).toEqual([]);
        expect(await sidewaysPx(visitor)).toBe(0);
      },
    );

    it('a fact of a host can be said by everybody', async () => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}/hosts`);
      await page.getByRole('link', { name: 'WEB-1' }).click();
      await page
        .getByRole('button', { name: 'Say: Exposed to the internet' })
        .or(page.getByRole('button', { name: 'Change: Exposed to the internet' }))
        .click();
      await page.getByRole('button', { name: 'Change: Owner' }).click();
      await page.getByText('Your word then goes before').first().waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it('the questions about rules and exceptions can be read and answered by everybody', async () => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}/hosts/facts`);
      await page.getByRole('button', { name: /^Move the rule Web/ }).click();
      await page.getByLabel('Place of the rule Web servers').selectOption({ index: 1 });
      await page.getByRole('button', { name: 'Remove the rule Everything else…' }).click();
      await page.getByRole('button', { name: 'Add a rule' }).click();
      await page.getByRole('button', { name: 'Remove it' }).waitFor();
      await page.setInputFiles('input[type=file]', [factsFile()]);
      await page.getByText('2 lines not taken in').waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
      await page.goto(`${daybreak.origin}/exceptions`);
      await page
        .getByRole('button', { name: /^Revoke/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Keep it' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it('the faults of a policy can be read and mended by everybody', async () => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}/policies/own/new`);
      await page.getByLabel('Text of the policy').fill(shopPolicy({ whole: false }));
      await page.getByRole('button', { name: 'Upload' }).click();
      await page.getByText('Not taken: 1 fault').waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it('the questions about approvals can be read and answered by everybody', async () => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}/approvals`);
      await page.getByText('Takes away').waitFor();
      await page.getByRole('button', { name: 'Halt everything…' }).click();
      await page.getByRole('button', { name: /^Withdraw/ }).click();
      await page.getByRole('button', { name: /^Open/ }).click();
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
      await page.goto(`${daybreak.origin}/approvals/new`);
      await page.getByRole('button', { name: 'Put it before approvers' }).click();
      await page.getByText('What is it for?').waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it('a directive, its change and its proof can be read and used by everybody', async () => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}/directives`);
      await page.getByRole('link', { name: 'CISA: ED 24-99' }).click();
      await page.getByRole('link', { name: 'Print view' }).waitFor();
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.getByRole('button', { name: 'Withdraw it…' }).click();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
      await page.getByRole('link', { name: 'Print view' }).click();
      await page.getByRole('heading', { name: 'Hosts' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
      await page.goBack();
      await page.getByRole('link', { name: 'Amend it' }).click();
      await page.getByRole('button', { name: 'Amend it' }).waitFor();
      await page.getByRole('button', { name: 'Add an exemption' }).click();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it('the enrolment command can be read and used by everybody', async () => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}/hosts/add`);
      await page.getByText('Command', { exact: true }).click();
      await page
        .getByRole('textbox', { name: 'Group' })
        .fill(`office of ${look.width} ${look.scheme}`);
      await page.getByRole('button', { name: 'Make a command' }).click();
      await page.getByRole('button', { name: 'Copy the command' }).waitFor();
      await page
        .getByRole('button', { name: /^Revoke/ })
        .first()
        .click();
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it("agents' tokens can be read and used by everybody", async () => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}/hosts/add`);
      await page.getByText('Agent', { exact: true }).click();
      await page.getByRole('button', { name: 'Make a token' }).click();
      await page.getByRole('button', { name: 'Copy the command' }).waitFor();
      await page
        .getByRole('button', { name: /^Revoke/ })
        .first()
        .click();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it('adding a channel can be read and used by everybody', async () => {
      const { page } = visitor;
      await page.goto(`${daybreak.origin}/settings/notifications`);
      await page.getByRole('table').waitFor();
      await page.getByText('Webhook', { exact: true }).first().click();
      await page.getByLabel('Name').fill(`Pager of ${look.width} ${look.scheme}`);
      await page.getByLabel('Address').fill('https://hooks.example/secret');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('button', { name: 'Copy the secret' }).waitFor();
      await page.getByRole('button', { name: 'Remove Pager…' }).click();
      expect(await violationsOn(page)).toEqual([]);
      expect(await sidewaysPx(visitor)).toBe(0);
    });

    it('the details of what was done can be read by everybody', async () => {
      const { page } = visitor;
      for (const name of ['entered a directive', 'added a rule', 'made an exception']) {
        await page.goto(`${daybreak.origin}/audit?text=${encodeURIComponent(name)}`);
        await page.getByText('What this cannot show').click();
        const entry = page.getByRole('listitem').filter({ hasText: name }).first();
        await entry.getByRole('button', { name: 'Details' }).click();
        await page.getByText('written as').first().waitFor();
        expect(await violationsOn(page)).toEqual([]);
        expect(await sidewaysPx(visitor)).toBe(0);
      }
    });

    it('what is out of date says so, and scrolls nothing sideways', async () => {
      const { page, context } = await house.visitor(look);
      await page.goto(`${daybreak.origin}/feeds`);
      await logInBy(page);
      await page.getByRole('link', { name: /^\d+ hosts$/ }).waitFor();
      await context.route('**/api/updates', (route) => route.abort());
      await page.clock.runFor(61_000);
      await page.getByText(/^may be out of date/).waitFor();
      expect(await sidewaysPx({ page })).toBe(0);
      await context.close();
    });

    it('nothing was reported in the console, nor refused by the content security policy', () => {
      expect(visitor.faults).toEqual([]);
    });
  });
});

/** How far the page itself scrolls sideways. */
function sidewaysPx({ page }: Pick<Watched, 'page'>): Promise<number> {
  const root = 'document.documentElement';
  return page.evaluate<number>(`Math.max(0, ${root}.scrollWidth - ${root}.clientWidth)`);
}

function factsFile() {
  const text = 'host,exposed\nWEB-1,perhaps\nNO-SUCH-HOST,yes\n';
  return { name: 'facts.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
}

function inventories() {
  return [
    { name: 'web-1.txt', text: systeminfo('WEB-1', ['KB5037782']) },
    { name: 'web-2.txt', text: systeminfo('WEB-2', ['KB5039227']) },
  ].map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }));
}
