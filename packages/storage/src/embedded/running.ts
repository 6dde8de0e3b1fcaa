/** The server of a data folder from another process of its owner: `daybreak hosts import`. */
import pg from 'pg';
import { daybreakName } from './cluster.ts';
import { hasCode } from './files.ts';
import type { SocketConnection } from './index.ts';
import { findPlace } from './place.ts';

/** How to reach the server that runs on this data folder; null while none does. */
export async function runningEmbedded(
  dataFolder: string,
  elsewhere = '/var/lib/daybreak',
): Promise<SocketConnection | null> {
  const { sockets } = await findPlace(dataFolder, elsewhere);
  const connection = { host: sockets, port: 5432, user: daybreakName, database: daybreakName };
  const client = new pg.Client(connection);
  try {
    await client.connect();
    return connection;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ECONNREFUSED')) return null;
    throw error;
  } finally {
    await client.end().catch(() => null);
  }
}
