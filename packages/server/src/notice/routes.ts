import {
  deliveryPage,
  deliveryQuery,
  madeNoticeChannel,
  mailServer,
  mailServerState,
  newMailServer,
  newNoticeChannel,
  noticeChannelId,
  noticeChannels,
  noticeDeliveryId,
  noticeSettings,
  testOutcome,
} from '@daybreak/protocol/notice';
import { readNoticeSettings } from '@daybreak/storage/notice';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { dropChannel, listedChannels, makeChannel, testChannel } from './channels.ts';
import { pageOfDeliveries, retryNow } from './log.ts';
import type { NoticeRunner } from './runner.ts';
import { setMailServer, setSettings, toldMailServer } from './settings.ts';

/** What administrators do; in a part of the server that wants a session. */
export function noticeRoutes(
  app: FastifyInstance,
  context: ServerContext,
  runner: NoticeRunner,
): void {
  channelRoutes(app, context, runner);
  settingsRoutes(app, context);
  mailServerRoutes(app, context);
  deliveryRoutes(app, context, runner);
}

const oneChannel = { params: z.object({ id: noticeChannelId }) };

function channelRoutes(app: FastifyInstance, context: ServerContext, runner: NoticeRunner): void {
  const routes = typed(app);
  const list = { summary: 'Where notices go, and how it goes', response: { 200: noticeChannels } };
  routes.get('/api/notices/channels', { schema: list }, async () => {
    const { lookedAt, problem } = runner.watch();
    const watch = { lookedAt: lookedAt?.toISOString() ?? null, problem };
    return { channels: await listedChannels(context), watch };
  });
  const made = { body: newNoticeChannel, response: { 200: madeNoticeChannel } };
  routes.post(
    '/api/notices/channels',
    { schema: { summary: 'Add a webhook, e-mail addresses or an Atom feed', ...made } },
    (request) => makeChannel(context, userOf(request).name, request.body),
  );
  const tested = { summary: 'Send a test at once', ...oneChannel, response: { 200: testOutcome } };
  routes.post('/api/notices/channels/:id/test', { schema: tested }, (request) =>
    testChannel(context, userOf(request).name, request.params.id),
  );
  const removed = { summary: 'Remove a channel', ...oneChannel, response: { 204: z.null() } };
  routes.delete('/api/notices/channels/:id', { schema: removed }, async (request, reply) => {
    await dropChannel(context, userOf(request).name, request.params.id);
    return reply.code(204).send(null);
  });
}

function settingsRoutes(app: FastifyInstance, context: ServerContext): void {
  const routes = typed(app);
  const read = { summary: 'When notices are due', response: { 200: noticeSettings } };
  routes.get('/api/notices/settings', { schema: read }, () => readNoticeSettings(context.database));
  const set = {
    summary: 'Set when notices are due',
    body: noticeSettings,
    response: read.response,
  };
  routes.put('/api/notices/settings', { schema: set }, (request) =>
    setSettings(context, userOf(request).name, request.body),
  );
}

function mailServerRoutes(app: FastifyInstance, context: ServerContext): void {
  const routes = typed(app);
  const read = {
    summary: 'The mail server, without its password',
    response: { 200: mailServerState },
  };
  routes.get('/api/notices/mail-server', { schema: read }, async () => ({
    server: await toldMailServer(context),
  }));
  const set = {
    summary: 'Set the mail server',
    body: newMailServer,
    response: { 200: mailServer },
  };
  routes.put('/api/notices/mail-server', { schema: set }, (request) =>
    setMailServer(context, userOf(request).name, request.body),
  );
}

function deliveryRoutes(app: FastifyInstance, context: ServerContext, runner: NoticeRunner): void {
  const routes = typed(app);
  const list = {
    summary: 'What was sent and what is tried, the newest first, a page at a time',
    querystring: deliveryQuery,
    response: { 200: deliveryPage },
  };
  routes.get('/api/notices/deliveries', { schema: list }, ({ query }) =>
    pageOfDeliveries(context, query),
  );
  const retry = {
    summary: 'Try a delivery again now',
    params: z.object({ id: noticeDeliveryId }),
    response: { 202: z.null() },
  };
  routes.post('/api/notices/deliveries/:id/retry', { schema: retry }, async (request, reply) => {
    await retryNow(context, userOf(request).name, request.params.id);
    void runner.deliver();
    return reply.code(202).send(null);
  });
}
