/** The built screens: files as they are, and the one page for every address that is a screen. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from './problem.ts';

export async function serveScreens(app: FastifyInstance, folder: string | null): Promise<void> {
  if (folder === null || !existsSync(join(folder, 'index.html'))) {
    app.setNotFoundHandler((request, reply) => notFound(request, reply));
    return;
  }
  // Without the wildcard, exactly the files that are there now have a route.
  await app.register(serveStatic, { root: folder, wildcard: false, setHeaders: cacheByName });
  app.setNotFoundHandler((request, reply) =>
    isScreen(request) ? reply.sendFile('index.html') : notFound(request, reply),
  );
}

/** Vite puts a hash of the content into the names under assets/: those never change. */
function cacheByName(reply: FastifyReply, path: string): void {
  const forever = path.includes('/assets/');
  reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** A screen's address has no file ending; a file that is not there is an error, not a screen. */
function isScreen({ method, url }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? '';
  return method === 'GET' && !path.startsWith('/api/') && !/\.[a-z0-9]+$/i.test(path);
}
