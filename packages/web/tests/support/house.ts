/** What a file of browser tests needs, started once: a database, built screens, a browser. */
import type { Browser } from 'playwright-core';
import { startTestServer } from '../../../storage/tests/support/database.ts';
import { type Look, openVisitor, startBrowser, type Watched } from './browser.ts';
import { buildScreens } from './build.ts';
import { type Daybreak, startDaybreak } from './daybreak.ts';
import { juneKnowledge, type KnowledgeOptions } from './knowledge.ts';
import { setUpBy } from './visitor.ts';

/** When it begins, on the server and in the browser: nine days after the newest bulletin. */
const presentTime = new Date('2024-06-20T08:00:00.000Z');

const desk: Look = { width: 1280, height: 800, scheme: 'light' };

export interface House extends AsyncDisposable {
  readonly browser: Browser;
  /** A server of its own, without any administrator. */
  daybreak(options: KnowledgeOptions): Promise<Daybreak>;
  /** A visitor whose clock shows the present time. */
  visitor(look?: Look): Promise<Watched>;
  /** The first administrator of this server, on Today. */
  administrator(daybreak: Daybreak): Promise<Watched>;
}

/** A clock that starts at the present time, and runs as ours does. */
function sincePresent(): () => Date {
  const startedMs = performance.now();
  return () => new Date(presentTime.getTime() + performance.now() - startedMs);
}

export async function openHouse(): Promise<House> {
  await using held = new AsyncDisposableStack();
  const server = held.use(await startTestServer());
  const { folder } = held.use(await buildScreens());
  const browser = held.adopt(await startBrowser(), (one) => one.close());
  const visitor = async (look = desk) => {
    const watched = await openVisitor(browser, look);
    await watched.context.clock.install({ time: presentTime });
    return watched;
  };
  const kept = held.move();
  return {
    browser,
    visitor,
    daybreak: async (options) =>
      startDaybreak(await server.fresh(), juneKnowledge(options), folder, sincePresent()),
    administrator: async (daybreak) => {
      const watched = await visitor();
      await watched.page.goto((await daybreak.setupLink()) ?? '');
      await setUpBy(watched.page);
      return watched;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
