import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FeedOutage } from '@daybreak/feeds/feed';
import { assessment } from '@daybreak/protocol/exposure';
import type { FeedsStatus } from '@daybreak/protocol/feed';
import { runDaybreak } from '@daybreak/server/run';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { administrator, credentials, startApp, Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe('the OpenAPI document', () => {
  it('is valid, describes every route, and knows the fields of an assessment', async () => {
    await using test = await startApp(server);
    const answer = await new Visitor(test.app).ask('GET', '/api/openapi.json');
    const document = answer.json();
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/agent-tokens',
      '/api/agent-tokens/{id}',
      '/api/agent/candidates',
      '/api/agent/check-in',
      '/api/agent/enrol',
      '/api/agent/health',
      '/api/agent/orders/{id}/evidence',
      '/api/agent/orders/{id}/reports',
      '/api/agent/posture',
      '/api/agent/status',
      '/api/audit',
      '/api/audit.csv',
      '/api/audit/chain',
      '/api/compliance',
      '/api/directives',
      '/api/directives/follow-kev',
      '/api/directives/{id}',
      '/api/directives/{id}/amend',
      '/api/directives/{id}/attestations',
      '/api/directives/{id}/attestations/{attestation}/withdraw',
      '/api/directives/{id}/compliance',
      '/api/directives/{id}/compliance.csv',
      '/api/directives/{id}/compliance/hosts',
      '/api/directives/{id}/issue',
      '/api/directives/{id}/withdraw',
      '/api/enrol',
      '/api/enrolment-tokens',
      '/api/enrolment-tokens/{id}',
      '/api/example-fleet',
      '/api/exceptions',
      '/api/exceptions/{id}/revoke',
      '/api/feeds',
      '/api/feeds/sync',
      '/api/health',
      '/api/host-fact-rules',
      '/api/host-fact-rules/fitting',
      '/api/host-fact-rules/order',
      '/api/host-fact-rules/preview',
      '/api/host-fact-rules/{id}',
      '/api/host-facts',
      '/api/host-facts/import',
      '/api/hosts',
      '/api/hosts/import',
      '/api/hosts/paste',
      '/api/hosts/{id}',
      '/api/hosts/{id}/agent',
      '/api/hosts/{id}/agent/revoke',
      '/api/hosts/{id}/agent/settle-clone',
      '/api/hosts/{id}/facts',
      '/api/hosts/{id}/orders',
      '/api/hosts/{id}/orders/{order}/cancel',
      '/api/hosts/{id}/orders/{order}/evidence',
      '/api/live',
      '/api/notices.atom',
      '/api/notices/channels',
      '/api/notices/channels/{id}',
      '/api/notices/channels/{id}/test',
      '/api/notices/deliveries',
      '/api/notices/deliveries/{id}/retry',
      '/api/notices/mail-server',
      '/api/notices/settings',
      '/api/policies',
      '/api/policies/{id}',
      '/api/policy-assignments',
      '/api/scope-names',
      '/api/session',
      '/api/setup',
      '/api/trust',
      '/api/trust/files/{name}',
      '/api/trust/manifests/{path}',
      '/api/trust/pacing',
      '/api/trust/proposals/manifests',
      '/api/trust/proposals/root',
      '/api/trust/proposals/{id}',
      '/api/trust/proposals/{id}/signatures',
      '/api/updates',
      '/api/updates/{update}',
    ]);
    const { get } = document.paths['/api/hosts'];
    expect(JSON.stringify(get.responses.default)).toContain('"instance"');
    expect(document.paths['/api/health'].get.security).toEqual([]);
    const { post: enrol } = document.paths['/api/enrol'];
    expect(enrol.security).toEqual([{ enrolmentToken: [] }]);
    const { post: checkIn } = document.paths['/api/agent/check-in'];
    expect(checkIn.security).toEqual([{ agentSignature: [] }]);
    expect(Object.keys(enrol.requestBody.content)).toEqual(['text/plain']);
    expect(document.components.securitySchemes.enrolmentToken).toMatchObject({ scheme: 'bearer' });
    const text = JSON.stringify(document.paths['/api/hosts/{id}']);
    for (const field of Object.keys(assessment.shape)) expect(text).toContain(`"${field}"`);
  });
});

describe('an answer', () => {
  it('carries the headers that keep a browser safe, and is not kept by it', async () => {
    await using test = await startApp(server);
    const { headers } = await new Visitor(test.app).ask('GET', '/api/health');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('that is an error is a problem whose id is in the log', async () => {
    await using test = await startApp(server);
    const visitor = await administrator(test);
    await test.test.database.schema.dropTable('host_postures').execute();
    const answer = await visitor.ask('GET', '/api/hosts');
    expect(answer.statusCode).toBe(500);
    const problem = answer.json();
    expect(problem).toMatchObject({ status: 500, type: 'urn:daybreak:problem:internal' });
    expect(problem.detail).not.toContain('host_postures');
    const id = problem.instance.split(':').at(-1);
    expect(
      test.log.find((line) => line.includes(id) && line.includes('host_postures')),
    ).toBeDefined();
  });

  it('to a body that is too large or no JSON is a problem too', async () => {
    await using test = await startApp(server);
    const visitor = new Visitor(test.app);
    const headers = { 'content-type': 'application/json' };
    const large = { payload: `"${'x'.repeat(1_100_000)}"`, headers };
    expect((await visitor.ask('POST', '/api/session', large)).json()).toMatchObject({
      status: 413,
    });
    const broken = { payload: '{', headers };
    expect((await visitor.ask('POST', '/api/session', broken)).json()).toMatchObject({
      status: 400,
    });
    const form = {
      payload: 'name=a',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
    expect((await visitor.ask('POST', '/api/session', form)).json()).toMatchObject({ status: 415 });
    expect((await visitor.ask('GET', '/api/nothing')).json()).toMatchObject({ status: 404 });
  });
});

describe('the screens', () => {
  it('are files as they are, and one page for every screen', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daybreak-screens-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<title>Daybreak</title>');
    writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'start()');
    await using test = await startApp(server, { screensFolder: folder });
    const visitor = new Visitor(test.app);
    const script = await visitor.ask('GET', '/assets/main-1a2b.js');
    expect(script.body).toBe('start()');
    expect(script.headers['cache-control']).toContain('immutable');
    const screen = await visitor.ask('GET', '/updates/KB5039227?x=1.5');
    expect(screen.body).toContain('<title>Daybreak</title>');
    expect(screen.headers['cache-control']).toBe('no-cache');
    expect((await visitor.ask('GET', '/assets/gone.js')).statusCode).toBe(404);
    expect((await visitor.ask('GET', '/api/gone')).statusCode).toBe(404);
    expect((await visitor.ask('GET', '/../package.json')).statusCode).toBe(404);
    await rm(folder, { recursive: true });
  });
});

describe('a sync of the feeds', () => {
  const feedsOf = async (visitor: Visitor): Promise<FeedsStatus> =>
    (await visitor.ask('GET', '/api/feeds')).json();

  it('runs in the background, and then the hosts are judged by what it brought', async () => {
    await using test = await startApp(server);
    const visitor = await administrator(test);
    await visitor.ask('PUT', '/api/example-fleet');
    expect(await feedsOf(visitor)).toMatchObject({ feeds: [], sync: { state: 'idle' } });
    expect((await visitor.ask('POST', '/api/feeds/sync')).statusCode).toBe(202);
    await expect.poll(async () => (await feedsOf(visitor)).sync.state).toBe('done');
    const { feeds } = await feedsOf(visitor);
    expect(feeds[0]).toMatchObject({
      name: 'msrc',
      drops: [{ reason: 'no update named', count: 1 }],
    });
    const updates = (await visitor.ask('GET', '/api/updates')).json().updates;
    expect(updates).toContainEqual(expect.objectContaining({ update: 'KB5039227' }));
  });

  it('runs once at a time, and ends with the server', async () => {
    let syncs = 0;
    let ended = false;
    const feeds = {
      status: () => [],
      sync: (_: unknown, signal: AbortSignal) => {
        syncs += 1;
        return new Promise<void>((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            ended = true;
            reject(signal.reason);
          });
        });
      },
    };
    const test = await startApp(server, { feeds });
    const visitor = await administrator(test);
    await visitor.ask('POST', '/api/feeds/sync');
    const second = await visitor.ask('POST', '/api/feeds/sync');
    expect(second.json()).toMatchObject({ state: 'running', step: 'starting' });
    expect(syncs).toBe(1);
    await test[Symbol.asyncDispose]();
    expect(ended).toBe(true);
  });

  it.each([
    [new FeedOutage('https://feeds.example', 503, 3, 'it answered 503'), true],
    [new Error('2024-Jun.xml, line 3: cut short'), false],
  ])('that fails says so, and whose fault it was', async (error, outage) => {
    const feeds = { status: () => [], sync: () => Promise.reject(error) };
    await using test = await startApp(server, { feeds });
    const visitor = await administrator(test);
    await visitor.ask('POST', '/api/feeds/sync');
    const { sync } = await feedsOf(visitor);
    expect(sync).toMatchObject({ state: 'failed', outage, reason: error.message });
  });
});

describe('Daybreak as a whole', () => {
  it.each([
    ['a database of its own', () => null],
    ['a served database', () => databaseUrl()],
  ])('starts on %s, listens, has a link that works, and stops', async (_, url) => {
    const root = mkdtempSync(join(tmpdir(), 'daybreak-test-'));
    chmodSync(root, 0o755);
    await using test = await startApp(server);
    const events: string[] = [];
    const running = await runDaybreak({
      context: test.context,
      dataFolder: join(root, 'data'),
      databaseUrl: url(),
      listenHost: '127.0.0.1',
      listenPort: 0,
      onEvent: (event) => events.push(event),
    });
    expect(events.join()).toContain('0001-hosts');
    const health = await fetch(`${running.address}/api/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', version: '0.1.0' });
    const token = running.setupLink?.split('/setup#token=')[1];
    const setup = await fetch(`${running.address}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...credentials }),
    });
    expect(setup.status).toBe(200);
    await running.stop();
    await expect(fetch(`${running.address}/api/health`)).rejects.toThrow('fetch failed');
    await rm(root, { recursive: true });
  });

  function databaseUrl(): string {
    const { host, user, port } = server.connection;
    return `postgres://${user}@/daybreak?host=${encodeURIComponent(host)}&port=${port}`;
  }
});
