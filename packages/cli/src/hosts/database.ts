import { dataFolder } from '@daybreak/feeds/data-folder';
import { type Database, migrate, openDatabase } from '@daybreak/storage/database';
import { runningEmbedded, startEmbedded } from '@daybreak/storage/embedded';

/**
 * The installation's database: the one `DATABASE_URL` names, else the embedded one, which is started
 * for the while when no server runs on it.
 */
export async function useDatabase<T>(
  data: string | undefined,
  now: Date,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  await using held = new AsyncDisposableStack();
  const database = openDatabase(await connect(dataFolder(data), held), () => {});
  held.defer(() => database.destroy());
  await migrate(database, now);
  return await work(database);
}

async function connect(folder: string, held: AsyncDisposableStack) {
  const url = process.env['DATABASE_URL'];
  if (url !== undefined) return { url };
  const running = await runningEmbedded(folder);
  if (running !== null) return running;
  return held.use(await startEmbedded({ dataFolder: folder })).connection;
}
