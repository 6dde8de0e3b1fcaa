/** A server on a real database, with a clock that the test moves, asked without a socket. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Session } from '@daybreak/protocol/session';
import type { ServerContext } from '@daybreak/server/context';
import type { FeedService } from '@daybreak/server/feed';
import { createServer } from '@daybreak/server/http';
import { makeSetupLink } from '@daybreak/server/session';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { TestDatabase, TestServer } from '../../storage/tests/support/database.ts';
import { juneFeeds, juneFixes, type TestExposure, testExposure } from './knowledge.ts';

export const credentials = { name: 'Ada', password: 'correct horse battery' };
const startedAt = new Date('2024-06-20T08:00:00.000Z');
export const ownOrigin = 'http://localhost:7070';

export interface TestApp extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly context: ServerContext;
  readonly exposure: TestExposure;
  readonly test: TestDatabase;
  readonly log: string[];
  /** Moves the clock on. */
  pass(milliseconds: number): void;
}

export async function startApp(
  server: TestServer,
  options: Partial<ServerContext> = {},
): Promise<TestApp> {
  const test = await server.fresh();
  const exposure = testExposure();
  let now = startedAt.getTime();
  const log: string[] = [];
  const context: ServerContext = {
    database: test.database,
    exposure,
    feeds: learningFeeds(exposure),
    now: () => new Date(now),
    randomBytes,
    newId: randomUUID,
    origin: ownOrigin,
    trustProxy: false,
    firstRoot: async () => null,
    screensFolder: null,
    version: '0.1.0',
    log: { level: 'info', write: (line) => log.push(line) },
    ...options,
  };
  const app = await createServer(context);
  return {
    app,
    context,
    exposure,
    test,
    log,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await test[Symbol.asyncDispose]();
    },
  };
}

/** A sync that learns what was published until June 2024. */
function learningFeeds(exposure: TestExposure): FeedService {
  let known: FeedService['status'] = () => [];
  return {
    status: () => known(),
    sync: async (report) => {
      report({ step: 'reading 2024-Jun', done: 1, total: 2 });
      exposure.learn(juneFixes, juneFeeds);
      known = () => juneFeeds;
    },
  };
}

/** A browser's worth of one visitor: keeps the cookie, sends the CSRF token. */
export class Visitor {
  readonly #app: FastifyInstance;
  cookie = '';
  csrfToken = '';

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    more: Pick<InjectOptions, 'payload' | 'headers' | 'remoteAddress'> = {},
  ): Promise<LightMyRequestResponse> {
    const own = { cookie: this.cookie, 'x-csrf-token': this.csrfToken, host: 'localhost:7070' };
    const response = await this.#app.inject({
      method,
      url,
      ...more,
      headers: { ...own, ...more.headers },
    });
    for (const { name, value } of response.cookies) this.cookie = value ? `${name}=${value}` : '';
    return response;
  }

  /** Keeps what a login or a setup answered. */
  keep(response: LightMyRequestResponse): Session {
    const session = response.json<Session>();
    this.csrfToken = session.csrfToken;
    return session;
  }
}

export async function setupToken(context: ServerContext): Promise<string> {
  return (await makeSetupLink(context))?.split('#token=')[1] ?? '';
}

/** The first administrator, logged in. */
export async function administrator({ app, context }: TestApp): Promise<Visitor> {
  const visitor = new Visitor(app);
  const payload = { token: await setupToken(context), ...credentials };
  visitor.keep(await visitor.ask('POST', '/api/setup', { payload }));
  return visitor;
}

/** What `systeminfo` prints on a Windows Server 2022 with these updates. */
export function systeminfo(name: string, updates: readonly string[]): string {
  const list = updates.map(
    (update, index) => `                           [0${index + 1}]: ${update}`,
  );
  return [
    '',
    `Host Name:                 ${name}`,
    'OS Name:                   Microsoft Windows Server 2022 Standard',
    'OS Version:                10.0.20348 N/A Build 20348',
    'OS Manufacturer:           Microsoft Corporation',
    'OS Configuration:          Member Server',
    'OS Build Type:             Multiprocessor Free',
    'System Type:               x64-based PC',
    'Domain:                    example.test',
    `Hotfix(s):                 ${updates.length} Hotfix(s) Installed.`,
    ...list,
    'Network Card(s):           1 NIC(s) Installed.',
    '                           [01]: A network card',
    '',
  ].join('\r\n');
}

/** A multipart body of these files. */
export function upload(files: Readonly<Record<string, string>>, group = '') {
  const boundary = 'a-boundary-of-the-test';
  const part = (disposition: string, text: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`;
  const parts = Object.entries(files).map(([name, text]) =>
    part(`name="files"; filename="${name}"`, text),
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${part('name="group"', group)}${parts.join('')}--${boundary}--\r\n`,
  };
}

/** What the enrolment command sends: the lines of systeminfo, then what Get-HotFix names. */
export function sentInventory(printed: string, hotfixes: readonly string[]): string {
  return [...printed.split(/\r?\n/), 'HotFixID', ...hotfixes, ''].join('\n');
}
