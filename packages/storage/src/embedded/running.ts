/** The server of a data folder from another process of its owner: `daybreak hosts import`. */
import pg from 'pg';
import { connectionTo, type SocketConnection } from './connection.ts';
import { hasCode } from './files.ts';
import { findPlace } from './place.ts';

/** How to reach the server that runs on this data folder; null while none does. */
export async function runningEmbedded(
  dataFolder: string,
  elsewhere?: string,
): Promise<SocketConnection | null> {
  const connection = connectionTo(await findPlace(dataFolder, elsewhere));
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
