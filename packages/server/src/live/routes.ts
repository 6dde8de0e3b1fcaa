import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { typed } from '../http/typed.ts';
import { RevisionWatch } from './watch.ts';

const lookEveryMs = 250;
/** Proxies cut connections on which nothing is said. */
const sayAliveEveryMs = 20_000;
/** A browser asks anew then, with its session: one that has ended learns nothing more. */
const listenMaxMs = 600_000;

/**
 * Tells screens that what they show may have changed, so that news is seen at once and nobody asks
 * again and again. Server-sent events (HTML, 9.2): a browser comes back by itself.
 * @param revision a text that changes whenever an answer of this server may
 */
export function liveRoute(app: FastifyInstance, revision: () => Promise<string>): void {
  const watch = new RevisionWatch(revision, lookEveryMs, (error) =>
    app.log.error({ err: error }, 'looking for news'),
  );
  const open = new Set<Readable>();
  // Before the server closes, which waits for every answer to end.
  app.addHook('preClose', async () => {
    watch.stop();
    for (const stream of open) stream.destroy();
  });
  const schema = { summary: 'News that what is shown may have changed, as server-sent events' };
  typed(app).get('/api/live', { schema }, (_request, reply) => {
    const stream = new Readable({ read: () => undefined });
    const say = (text: string) => void stream.push(`${text}\n\n`);
    const leave = watch.listen((now) => say(`event: revision\ndata: ${now}`));
    const alive = setInterval(() => say(':'), sayAliveEveryMs);
    const end = setTimeout(() => stream.push(null), listenMaxMs);
    open.add(stream);
    stream.on('close', () => {
      leave();
      clearInterval(alive);
      clearTimeout(end);
      open.delete(stream);
    });
    return reply.header('x-accel-buffering', 'no').type('text/event-stream').send(stream);
  });
}
