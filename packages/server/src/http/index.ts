/**
 * The server: every route, and what surrounds them all.
 *
 * A request passes, in this order: its size and time limits, the check of where it comes from, its
 * session (all but the few routes that make one, those that want a token of their own: the one for
 * hosts, and the Atom feed; and those of agents, which want a signature), its schema, the handler, the answer's schema.
 */

import { utcDay } from '@daybreak/core/time';
import { lastAudit } from '@daybreak/storage/audit';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { agentAdminRoutes } from '../agent/admin-routes.ts';
import { agentEnrolRoute, agentRoutes } from '../agent/routes.ts';
import { auditRoutes } from '../audit/routes.ts';
import { complianceRoutes } from '../compliance/routes.ts';
import type { ServerContext } from '../context/index.ts';
import { directiveRoutes } from '../directive/routes.ts';
import { enrolmentTokenRoutes, enrolRoute } from '../enrolment/routes.ts';
import { exampleFleetRoutes } from '../example-fleet/routes.ts';
import { exceptionRoutes } from '../exception/routes.ts';
import { feedRoutes } from '../feed/routes.ts';
import { healthRoutes } from '../health/routes.ts';
import { hostRoutes } from '../host/routes.ts';
import { uploadLimits } from '../host/upload.ts';
import { hostFactRoutes } from '../host-facts/routes.ts';
import { liveRoute } from '../live/routes.ts';
import { atomRoute } from '../notice/atom-route.ts';
import { noticeRoutes } from '../notice/routes.ts';
import { NoticeRunner } from '../notice/runner.ts';
import { type DeadlineSource, openDeadlines } from '../notice/source.ts';
import { policyRoutes } from '../policy/routes.ts';
import { requireSession } from '../session/access.ts';
import { sessionRoutes } from '../session/routes.ts';
import { trustFileRoutes } from '../trust/file-routes.ts';
import { TrustFiles } from '../trust/files.ts';
import { trustRoutes } from '../trust/routes.ts';
import { StandingBoard } from '../update/board.ts';
import { updateRoutes } from '../update/routes.ts';
import { UrgencyBoard } from '../urgency/board.ts';
import { describeApi } from './openapi.ts';
import { answerWithProblems } from './problem.ts';
import { refuseForeignOrigins } from './same-origin.ts';
import { serveScreens } from './screens.ts';
import { secureHeaders } from './security.ts';

export type { ServerContext } from '../context/index.ts';

const bodyMaxBytes = 1_000_000;
const requestMaxMs = 120_000;

/** Builds the server; it listens when it is told to, or answers `inject()` without a socket. */
export async function createServer(context: ServerContext): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: bodyMaxBytes,
    requestTimeout: requestMaxMs,
    // The last hop alone: what stands before it in the header, the client wrote.
    trustProxy: context.trustProxy && ((_address, hop) => hop === 0),
    genReqId: () => context.newId(),
    logger: loggerOf(context),
    routerOptions: { maxParamLength: 300 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerWithProblems(app);
  refuseForeignOrigins(app, context.origin);
  await secureHeaders(app, context.origin);
  await app.register(cookie);
  await app.register(multipart, { limits: uploadLimits });
  await describeApi(app, context);
  await addRoutes(app, context);
  await serveScreens(app, context.screensFolder);
  return app;
}

async function addRoutes(app: FastifyInstance, context: ServerContext): Promise<void> {
  const board = new StandingBoard(context.database, context.exposure);
  const urgency = new UrgencyBoard(context);
  const runner = noticeRunner(app, context, openDeadlines(context, board, urgency));
  const files = new TrustFiles(context);
  await app.register((open, _options, done) => {
    healthRoutes(open, context);
    trustFileRoutes(open, files);
    sessionRoutes(open, context);
    atomRoute(open, context);
    done();
  });
  await app.register((enrolling, _options, done) => {
    enrolRoute(enrolling, context);
    done();
  });
  await app.register((joining, _options, done) => {
    agentEnrolRoute(joining, context);
    done();
  });
  await app.register((signed, _options, done) => {
    agentRoutes(signed, context);
    done();
  });
  await app.register((guarded, _options, done) => {
    requireSession(guarded, context);
    hostRoutes(guarded, context, board, urgency);
    hostFactRoutes(guarded, context);
    updateRoutes(guarded, context, board, urgency);
    liveRoute(guarded, () => revisionOf(context));
    feedRoutes(guarded, context);
    exampleFleetRoutes(guarded, context);
    enrolmentTokenRoutes(guarded, context);
    agentAdminRoutes(guarded, context, urgency);
    directiveRoutes(guarded, context);
    complianceRoutes(guarded, context);
    exceptionRoutes(guarded, context);
    policyRoutes(guarded, context);
    noticeRoutes(guarded, context, runner);
    trustRoutes(guarded, context, files);
    auditRoutes(guarded, context);
    done();
  });
}

/** Another text whenever a screen may show something else: the day, what is known, what was done. */
async function revisionOf({ database, exposure, now }: ServerContext): Promise<string> {
  return `${utcDay(now())} ${exposure.threats().version} ${await lastAudit(database)}`;
}

/** Works as long as the server listens; one that only answers `inject()` sends nothing. */
function noticeRunner(
  app: FastifyInstance,
  context: ServerContext,
  deadlines: DeadlineSource,
): NoticeRunner {
  const { database, now, newId, origin, version } = context;
  const runner = new NoticeRunner({
    ...{ database, now, newId, origin, version },
    deadlines,
    random: () => Buffer.from(context.randomBytes(4)).readUInt32BE() / 2 ** 32,
    onError: (error, what) => app.log.error({ err: error }, what),
  });
  app.addHook('onListen', async () => runner.start());
  app.addHook('onClose', () => runner.stop());
  return runner;
}

/** Addresses and headers are left out of the log but for method and path: they may hold secrets. */
function loggerOf({ log }: ServerContext): NonNullable<FastifyServerOptions['logger']> {
  if (log === null) return false;
  return {
    stream: log,
    level: log.level,
    redact: ['req.headers', 'res.headers', '*.password', '*.token'],
    serializers: {
      req: ({ method, url, ip }) => ({ method, path: url.split('?')[0], ip }),
    },
  };
}
