/** A server in a process of its own, so that its memory and its processor are its own too. */
import { randomBytes, randomUUID } from 'node:crypto';
import { indexPath } from '@daybreak/feeds/index-file';
import { NewestThreats } from '@daybreak/feeds/threat-file';
import { IndexExposure } from '@daybreak/server/exposure';
import { createServer } from '@daybreak/server/http';
import { type Connection, openDatabase } from '@daybreak/storage/database';

/** What the load generator asks: how much memory is in use, in bytes. */
export interface MemoryInUse {
  readonly resident: number;
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
  ...{ origin: 'http://localhost:7070', trustProxy: false, screensFolder: null },
  ...{ firstRoot: async () => null, version: '0', log: null },
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.on('message', () => {
  globalThis.gc?.();
  const memory: MemoryInUse = { resident: process.memoryUsage.rss() };
  process.send?.(memory);
});
process.on('disconnect', () => process.exit());
process.send?.(address);
