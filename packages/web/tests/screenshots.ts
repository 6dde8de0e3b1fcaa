/**
 * Pictures of every screen in two sizes, light and dark, on a fresh server: look at them after
 * each change. `node packages/web/tests/screenshots.ts [DATA]`, where DATA is a data folder whose
 * feeds have been synced; without one there is only what the server's tests know.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexPath } from '@daybreak/feeds/index-file';
import { NewestThreats } from '@daybreak/feeds/threat-file';
import { IndexExposure } from '@daybreak/server/exposure';
import type { Browser, Page } from 'playwright-core';
import { startTestServer } from '../../storage/tests/support/database.ts';
import { setAgents } from './support/agents.ts';
import { setApprovals } from './support/approvers.ts';
import { askerOf } from './support/asker.ts';
import { openVisitor, startBrowser } from './support/browser.ts';
import { buildScreens } from './support/build.ts';
import { type Daybreak, type Knowledge, startDaybreak } from './support/daybreak.ts';
import { addDebianHost } from './support/debian.ts';
import { enterDirective } from './support/directive.ts';
import { juneKnowledge } from './support/knowledge.ts';
import { sendNotices } from './support/notices.ts';
import { setRules, shopPolicy } from './support/rules.ts';
import { logInBy, setUpBy } from './support/visitor.ts';

const looks = [
  { width: 1440, height: 900, scheme: 'light' },
  { width: 1440, height: 900, scheme: 'dark' },
  { width: 390, height: 844, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
] as const;

const folder = mkdtempSync(join(tmpdir(), 'daybreak-screens-'));
/** Longer pages are cut: nobody can look at more. */
const heightMax = 1900;
const [, , data] = process.argv;

async function main(): Promise<void> {
  await using server = await startTestServer();
  await using built = await buildScreens();
  const test = await server.fresh();
  await using daybreak = await startDaybreak(test, knowledgeFrom(data), built.folder);
  const browser = await startBrowser();
  try {
    await takeFirst(browser, daybreak.origin, (await daybreak.setupLink()) ?? '');
    await addAgents(browser, daybreak);
    await sendNotices(daybreak, new Date());
    await addDebianHost(daybreak, new Date());
    for (const look of looks) {
      const { page, context, faults } = await openVisitor(browser, look);
      await takeAll(page, daybreak.origin, `${look.width}-${look.scheme}`);
      await context.close();
      for (const fault of faults) console.warn(`${look.width}-${look.scheme}: ${fault}`);
    }
  } finally {
    await browser.close();
  }
  console.log(folder);
}

/** Hosts with agents, beside those that came in by other ways. */
async function addAgents(browser: Browser, daybreak: Daybreak): Promise<void> {
  const { page, context } = await openVisitor(browser, looks[0]);
  await page.goto(daybreak.origin);
  await logInBy(page);
  await setAgents(daybreak, await askerOf(page, daybreak.origin));
  await context.close();
}

function knowledgeFrom(dataFolder: string | undefined): Knowledge {
  if (dataFolder === undefined) return juneKnowledge({ synced: true });
  const now = () => new Date();
  const threats = new NewestThreats({ dataFolder, now, onProblem: console.error });
  const path = indexPath(dataFolder);
  const exposure = new IndexExposure({ path, threats, now, onProblem: console.error });
  return { exposure, feeds: { status: () => exposure.feeds(), sync: () => Promise.resolve() } };
}

/** Setup and the empty database, which are there only once. */
async function takeFirst(browser: Browser, origin: string, link: string): Promise<void> {
  const { page, context } = await openVisitor(browser, looks[0]);
  await page.goto(link);
  await picture(page, 'setup');
  await setUpBy(page);
  await picture(page, 'empty-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'empty-390');
  await page.getByRole('button', { name: 'Load the example fleet' }).click();
  await page.getByText('The fleet:').waitFor();
  await page.goto(`${origin}/hosts/add`);
  await page.setInputFiles('input[type=file]', [
    { name: 'broken.txt', mimeType: 'text/plain', buffer: Buffer.from('not an inventory') },
  ]);
  await page.getByText('not taken in').first().waitFor();
  await picture(page, 'import-390');
  await takeEmptyRules(page, origin);
  await setRules(page, origin, new Date());
  await setApprovals(await askerOf(page, origin), new Date());
  await page.goto(`${origin}/settings/notifications`);
  await page.getByText('Nothing has been sent yet').waitFor();
  await picture(page, 'notifications-empty-390');
  await page.goto(`${origin}/directives`);
  await page.getByText('There is no directive yet').waitFor();
  await picture(page, 'directives-empty-390');
  await enterDirective(page, origin);
  await context.close();
}

async function takeEmptyRules(page: Page, origin: string): Promise<void> {
  const names = ['hosts/facts', 'exceptions', 'policies', 'policies/own/new', 'approvals'];
  for (const name of names) {
    await page.goto(`${origin}/${name}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await picture(page, `empty-${name.replaceAll('/', '-')}-390`);
  }
}

/** Facts, exceptions and policies, each also while something is asked or refused. */
async function takeRules(page: Page, origin: string, take: (name: string) => Promise<void>) {
  await page.goto(`${origin}/hosts/facts`);
  await page.getByRole('button', { name: /^Move the rule Web/ }).click();
  await page.getByLabel('Place of the rule Web servers').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Change the rule Everything else…' }).click();
  await page.getByLabel('Mission').selectOption('low');
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await page.getByRole('button', { name: 'Save the rule' }).waitFor();
  await page.setInputFiles('input[type=file]', [
    {
      name: 'facts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('host,exposed\nWEB-1,perhaps\nNO-SUCH-HOST,yes\n'),
    },
  ]);
  await page.getByText('lines not taken in').waitFor();
  await take('facts');
  await page.goto(`${origin}/exceptions`);
  await page
    .getByRole('button', { name: /^Revoke/ })
    .first()
    .click();
  await take('exceptions');
  await page.goto(`${origin}/exceptions/new?kind=update&name=KB5039227`);
  await page.getByLabel('Find the host').fill('e');
  await page.getByText('type more of the name').waitFor();
  await take('exception-new');
  await page.goto(`${origin}/policies`);
  await page.getByRole('button', { name: 'Change the policy of the group shop' }).click();
  await take('policies');
  for (const id of ['ssvc-deployer', 'shop-floor']) {
    await page.goto(`${origin}/policies/${id}`);
    await page.getByRole('region', { name: 'Rows of the policy' }).waitFor();
    await take(`policy-${id}`);
  }
  await page.goto(`${origin}/policies/own/new`);
  await page.getByLabel('Text of the policy').fill(shopPolicy({ whole: false }));
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Not taken: 1 fault').waitFor();
  await take('policy-refused');
}

/** What approvers have signed and what waits for them, also while something is asked or refused. */
async function takeApprovals(page: Page, origin: string, take: (name: string) => Promise<void>) {
  await page.goto(`${origin}/approvals`);
  await page.getByText('Takes away').waitFor();
  await take('approvals');
  await page.getByRole('button', { name: 'Halt everything…' }).click();
  await page.getByRole('button', { name: /^Open/ }).click();
  await take('approvals-asked');
  await page.goto(`${origin}/approvals/root`);
  await page.getByRole('button', { name: 'Put it before approvers' }).waitFor();
  await take('approvals-root');
  await page.goto(`${origin}/approvals/new`);
  await page.getByRole('button', { name: 'Put it before approvers' }).click();
  await take('approvals-new');
}

/** Hosts with agents: one at work, one that refuses, one of two machines, one that is silent. */
async function takeAgents(page: Page, origin: string, take: (name: string) => Promise<void>) {
  for (const name of ['deb-busy', 'deb-refuses', 'deb-copied', 'deb-silent']) {
    await page.goto(`${origin}/hosts?text=deb-`);
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: /^Place the order/ }).click();
    await take(name);
  }
  await page.goto(`${origin}/hosts?text=deb-busy`);
  await page.getByRole('link', { name: 'deb-busy' }).click();
  await page.getByLabel('Order', { exact: true }).selectOption('roll-back');
  await take('deb-busy-back');
  await page.goto(`${origin}/hosts?text=win-offered`);
  await page.getByRole('link', { name: 'win-offered' }).click();
  await page.getByRole('region', { name: 'Updates that Windows offers it' }).waitFor();
  await take('win-offered');
  await page.goto(`${origin}/hosts/add`);
  await page.getByText('Agent', { exact: true }).click();
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByRole('button', { name: 'Copy the command' }).waitFor();
  await take('agent-tokens');
}

async function takeAll(page: Page, origin: string, look: string): Promise<void> {
  const take = (name: string) => picture(page, `${name}-${look}`);
  await page.goto(`${origin}/`);
  await page.getByLabel('Password').first().waitFor();
  await take('login');
  await logInBy(page);
  await take('today');
  await page.getByRole('region', { name: 'to install' }).getByRole('link').first().click();
  await page.getByText('Who needs it').waitFor();
  await take('update');
  await page.goto(`${origin}/hosts`);
  await page.getByRole('table').waitFor();
  await take('hosts');
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByText('Posture history').waitFor();
  await page.getByRole('button', { name: 'Change: Owner' }).click();
  await take('host');
  await page
    .getByRole('region', { name: 'What its deadlines rest on' })
    .screenshot({ path: join(folder, `host-facts-${look}.png`) });
  await page.goto(`${origin}/hosts?text=debian`);
  await page.getByRole('link', { name: 'MAIL-1' }).click();
  await page.getByText('Posture history').waitFor();
  await take('host-debian');
  await takeRules(page, origin, take);
  await takeApprovals(page, origin, take);
  await takeAgents(page, origin, take);
  await page.goto(`${origin}/hosts/add`);
  await page.getByText('Command', { exact: true }).click();
  await page.getByRole('button', { name: 'Make a command' }).click();
  await page.getByRole('button', { name: 'Copy the command' }).waitFor();
  await take('command');
  await page.goto(`${origin}/feeds`);
  await page.getByRole('button', { name: /sync/i }).waitFor();
  await take('feeds');
  await page.goto(`${origin}/settings/notifications`);
  await page.getByRole('table').waitFor();
  await take('notifications');
  await takeDirectives(page, origin, take);
  await takeAudit(page, origin, take);
  await page.goto(`${origin}/nowhere`);
  await take('not-found');
}

async function takeAudit(
  page: Page,
  origin: string,
  take: (name: string) => Promise<void>,
): Promise<void> {
  await page.goto(`${origin}/audit`);
  await page.getByRole('heading', { name: 'The chain is whole' }).waitFor();
  // What was done first is no longer among the newest.
  const more = page.getByRole('button', { name: 'Show more' });
  if (await more.isVisible()) await more.click();
  for (const name of ['entered a directive', 'added a rule', 'logged in']) {
    const entry = page.getByRole('listitem').filter({ hasText: name }).first();
    await entry.getByRole('button', { name: 'Details' }).click();
  }
  await take('audit');
  await page.goto(`${origin}/audit?text=nothing-like-it`);
  await page.getByText('No entry matches').waitFor();
  await take('audit-none');
}

async function takeDirectives(
  page: Page,
  origin: string,
  take: (name: string) => Promise<void>,
): Promise<void> {
  await page.goto(`${origin}/directives`);
  const order = page.getByRole('link', { name: 'CISA: ED 24-99' });
  await page.getByRole('heading', { name: 'Follow a KEV entry' }).waitFor();
  await page.getByText('are out of scope').first().waitFor();
  await take('directives');
  await order.first().click();
  await page.getByText('Their inventories:').waitFor();
  await page.getByRole('table').first().waitFor();
  await page.getByText('What these numbers rest on').click();
  await take('directive');
  await page.getByRole('link', { name: 'Print view' }).click();
  await page.getByRole('heading', { name: 'Hosts' }).waitFor();
  await take('proof');
  for (const format of ['A4', 'Letter'] as const) {
    await page.pdf({ path: join(folder, `proof-${format}.pdf`), format });
  }
  await page.emulateMedia({ media: 'print' });
  await take('proof-printed');
  await page.emulateMedia({ media: 'screen' });
  await page.goto(`${origin}/directives/new`);
  await page.getByRole('button', { name: 'Enter it' }).waitFor();
  await page.getByRole('button', { name: 'Add an exemption' }).click();
  await take('directive-form');
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  const { width = 0 } = page.viewportSize() ?? {};
  const height = Math.min(heightMax, (await page.locator('html').boundingBox())?.height ?? 0);
  const clip = { x: 0, y: 0, width, height };
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, clip });
}

await main();
