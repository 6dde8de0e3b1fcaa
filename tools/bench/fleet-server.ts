/** A server on a database of its own with an invented fleet, logged into. */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { productIdOfHost } from '@daybreak/core/exposure';
import { indexPath, KnowledgeIndex } from '@daybreak/feeds/index-file';
import { NewestThreats } from '@daybreak/feeds/threat-file';
import type { Session } from '@daybreak/protocol/session';
import type { Today } from '@daybreak/protocol/update';
import { IndexExposure } from '@daybreak/server/exposure';
import { createServer } from '@daybreak/server/http';
import { makeSetupLink } from '@daybreak/server/session';
import { type Database, migrate, openDatabase, transact } from '@daybreak/storage/database';
import { startEmbedded } from '@daybreak/storage/embedded';
import { observeHosts } from '@daybreak/storage/host';
import { inventPostures, seeded } from './fleet.ts';

const hostsMax = 100_000;
const posturesMax = 5_000;
const groups = 20;
/** Hosts are a year behind at the most. */
const yearShare = 0.1;
/** The newest of what the shared feeds know. */
const now = () => new Date('2026-11-20T12:00:00Z');

export async function startFleetServer(folder: string) {
  await using held = new AsyncDisposableStack();
  const embedded = held.use(await startEmbedded({ dataFolder: join(folder, 'server') }));
  const database = openDatabase(embedded.connection, () => undefined);
  held.defer(() => database.destroy());
  await migrate(database, now());
  await fill(database, folder);
  const onProblem = (problem: string): void => console.error(problem);
  const clock = { now: () => new Date(), onProblem };
  const threats = held.use(new NewestThreats({ dataFolder: folder, ...clock }));
  const exposure = held.use(new IndexExposure({ path: indexPath(folder), threats, ...clock }));
  const context = {
    ...{ database, exposure, now: clock.now, randomBytes, newId: randomUUID },
    feeds: { status: () => exposure.feeds(), sync: () => Promise.resolve() },
    ...{
      origin: 'http://localhost:7070',
      trustProxy: false,
      agentPollSeconds: 300,
      screensFolder: null,
    },
    ...{ version: '0', log: null },
  };
  const app = await createServer(context);
  held.defer(() => app.close());
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const headers = await setUp(address, (await makeSetupLink(context)) ?? '');
  const get = (path: string) => answered(fetch(`${address}${path}`, { headers }));
  const kept = held.move();
  return {
    get,
    post: (path: string, body: object) => {
      const json = { ...headers, 'content-type': 'application/json' };
      return answered(
        fetch(`${address}${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) }),
      );
    },
    today: async () => (await get('/api/updates')).json() as Promise<Today>,
    news: () => nextNews(address, headers),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function fill(database: Database, folder: string): Promise<void> {
  using index = KnowledgeIndex.open(indexPath(folder));
  const products = index.products.flatMap(({ id }) => index.product(id) ?? []);
  const inSupport = products.filter(({ updates }) =>
    updates.some(({ kind, published }) => kind === 'cumulative' && published.startsWith('2026-06')),
  );
  const postures = inventPostures(inSupport, posturesMax, seeded(3), yearShare);
  const [perGroup, posturesPerGroup] = [hostsMax / groups, posturesMax / groups];
  for (let group = 0; group < groups; group += 1) {
    const hosts = Array.from({ length: perGroup }, (_, at) => {
      const number = group * perGroup + at;
      const host = postures[group * posturesPerGroup + (at % posturesPerGroup)];
      if (host === undefined) throw new Error('there are fewer postures than said');
      const named = { ...host, name: `HOST-${number}` };
      return { host: named, product: productIdOfHost(host), sources: [], warnings: [] };
    });
    const observation = { fleet: 'own', group: `group ${group}`, at: now() } as const;
    await transact(database, (tx) =>
      observeHosts(tx, { ...observation, newId: randomUUID }, hosts),
    );
  }
}

type SessionHeaders = Readonly<Record<'cookie' | 'x-csrf-token' | 'host', string>>;

async function answered(asked: Promise<Response>): Promise<Response> {
  const answer = await asked;
  if (!answer.ok) throw new Error(await answer.text());
  return answer;
}

/** Makes the first administrator and returns what a request of the session carries. */
async function setUp(address: string, link: string): Promise<SessionHeaders> {
  const token = link.split('#token=')[1];
  const body = JSON.stringify({ token, name: 'Bench', password: 'correct horse battery' });
  const headers = { 'content-type': 'application/json', host: 'localhost:7070' };
  const answer = await answered(fetch(`${address}/api/setup`, { method: 'POST', headers, body }));
  const { csrfToken } = (await answer.json()) as Session;
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { cookie, 'x-csrf-token': csrfToken, host: 'localhost:7070' };
}

/** What comes first is how things are; what comes next is news. */
async function nextNews(address: string, headers: SessionHeaders): Promise<void> {
  const answer = await fetch(`${address}/api/live`, { headers });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await reader?.read();
  await reader?.cancel();
}
