/** What a running agent tells whoever asks on the host itself: root alone can reach it. */
import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { hasCode } from '../durable-file/index.ts';

const liveStatus = z.object({
  server: z.string(),
  host: z.string(),
  /** Of the last check-in that the server answered. */
  contactAt: z.string().nullable(),
  /** Why the last attempt came to nothing; empty where it did not. */
  trouble: z.string(),
  trust: z.object({ state: z.string(), rootVersion: z.number(), why: z.string() }),
  doing: z.string().nullable(),
  hindrances: z.array(z.string()),
});
export type LiveStatus = z.infer<typeof liveStatus>;

const socketName = 'status.sock';

/**
 * The folder must be taken by this process: what is there of the socket was left by a kill. Null on
 * Windows, whose pipes every user may read.
 */
export async function serveStatus(
  stateFolder: string,
  status: () => LiveStatus,
): Promise<Server | null> {
  if (process.platform === 'win32') return null;
  const path = join(stateFolder, socketName);
  await rm(path, { force: true });
  const server = createServer((socket) => {
    // Whoever asks may go away before the answer.
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify(status()));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve);
  });
  return server;
}

/** Null where no agent runs. */
export async function askStatus(stateFolder: string): Promise<LiveStatus | null> {
  try {
    const answer = await text(createConnection(join(stateFolder, socketName)));
    return liveStatus.parse(JSON.parse(answer));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ECONNREFUSED')) return null;
    throw error;
  }
}
