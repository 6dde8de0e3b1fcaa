/** A server in a process of its own, so that its memory and its processor are its own too. */
import { randomBytes, randomUUID } from 'node:crypto';
import { indexPath } from '@daybreak/feeds/index-file';
import { NewestThreats } from '@daybreak/feeds/threat-file';
import { IndexExposure } from '@daybreak/server/exposure';
import { createServer } from '@daybreak/server/http';
import { type Connection, openDatabase } from '@daybreak/storage/database';

/** What the load generator asks: what the server has in use, and has used. */
export interface ServerUse {
  readonly residentBytes: number;
  /** Of all its threads, since it began. */
  readonly processorUs: number;
}

const [folder = '', connection = '{}'] = process.argv.slice(2);
const database = openDatabase(JSON.parse(connection) as Connection, (error) =>
  console.error(error.message),
);
const clock = { now: () => new Date(), onProblem: (problem: string) => console.error(problem) };
const threats = new NewestThreats({ dataFolder: folder, ...clock });
const exposure = new IndexExposure({ path: indexPath(folder), threats, ...clock });
const app = await createServer({
  ...{ database, exposure, now: clock.now, randomBytes, newId: randomUUID },
  feeds: { status: () => exposure.feeds(), sync: () => Promise.resolve() },
  ...{
    origin: 'http://localhost:7070',
    trustProxy: false,
    agentPollSeconds: 300,
    screensFolder: null,
  },
  ...{ version: '0', log: null },
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const use: ServerUse = {
    residentBytes: process.memoryUsage.rss(),
    processorUs: user + system,
  };
  process.send?.(use);
});
process.on('disconnect', () => process.exit());
process.send?.(address);
