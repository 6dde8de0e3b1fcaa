/** An agent as the server sees one: it makes a key, signs what it asks, and can be copied. */
import { createHash } from 'node:crypto';
import { composeSerial } from '@daybreak/core/agent';
import { canonicalJson } from '@daybreak/core/json';
import type {
  AgentStatus,
  Candidates,
  CheckIn,
  CheckInAnswer,
  DebianPosture,
  EnrolledAgent,
  MadeAgentTokens,
  OrderReport,
} from '@daybreak/protocol/agent';
import { newSigningKey, publicKeyOf, type SigningKey } from '@daybreak/trust/key';
import { signRequest } from '@daybreak/trust/request-signature';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import type { TestApp, Visitor } from './support.ts';

export const posture: DebianPosture = {
  osName: 'Debian GNU/Linux 12 (bookworm)',
  distribution: 'debian',
  release: '12',
  architecture: 'amd64',
  kernel: '6.1.0-37-amd64',
  packages: [debianPackage('libssl3', '3.0.17-1~deb12u2'), debianPackage('nginx', '1.22.1-9')],
};

export function debianPackage(name: string, version: string) {
  const source = name === 'libssl3' ? 'openssl' : name;
  const rest = { source, sourceVersion: version, state: 'installed' } as const;
  return { name, architecture: 'amd64', version, ...rest };
}

export const status: AgentStatus = {
  version: '0.1.0',
  bootedAt: '2024-06-01T08:00:00.000Z',
  trust: { state: 'no-root', rootVersion: 0, why: '' },
  restart: { isNeeded: false, because: [], services: [] },
  hindrances: [],
  doing: null,
};

export const candidates: Candidates = { candidates: [] };

export function hashOf(document: object): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}

/** Tokens that the visitor makes; the first is the one that most tests want. */
export async function makeTokens(visitor: Visitor, asked: object = {}): Promise<MadeAgentTokens> {
  const answer = await visitor.ask('POST', '/api/agent-tokens', { payload: asked });
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

export async function makeToken(visitor: Visitor, asked: object = {}): Promise<string> {
  return (await makeTokens(visitor, asked)).tokens[0]?.token ?? '';
}

interface Signed extends Pick<InjectOptions, 'method' | 'url'> {
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
}

export class TestAgent {
  readonly test: Pick<TestApp, 'app' | 'context'>;
  readonly name: string;
  readonly key: SigningKey;
  start: number;
  count = 0;
  instance: string;
  host = '';

  constructor(
    test: Pick<TestApp, 'app' | 'context'>,
    name = 'web-1',
    disk: { readonly key?: SigningKey; readonly start: number } = { start: 1 },
  ) {
    this.test = test;
    this.name = name;
    this.key = disk.key ?? newSigningKey();
    this.start = disk.start;
    this.instance = this.#newInstance();
  }

  /** One that is started from a copy of this one's disk. */
  copied(): TestAgent {
    const copy = new TestAgent(this.test, this.name, { key: this.key, start: this.start + 1 });
    copy.host = this.host;
    return copy;
  }

  restart(): void {
    this.start += 1;
    this.count = 0;
    this.instance = this.#newInstance();
  }

  /** A request as it goes over the wire; asking the same twice is what a replay is. */
  signed(path: string, body: object, by: { readonly key?: SigningKey } = {}): Signed {
    this.count += 1;
    const payload = JSON.stringify({ instance: this.instance, ...body });
    const { id, privateKey } = by.key ?? this.key;
    const fields = signRequest(
      { method: 'POST', target: path, body: Buffer.from(payload) },
      { keyId: id, privateKey },
      { atMs: this.test.context.now().getTime(), serial: composeSerial(this) },
    );
    const headers = { ...fields, 'content-type': 'application/json', host: 'localhost:7070' };
    return { method: 'POST', url: path, payload, headers };
  }

  send(signed: Signed): Promise<LightMyRequestResponse> {
    return this.test.app.inject(signed);
  }

  ask(path: string, body: object): Promise<LightMyRequestResponse> {
    return this.send(this.signed(path, body));
  }

  enrolment(token: string): Signed {
    const secret = token.split('.')[1];
    const { public: publicKey } = publicKeyOf(this.key.privateKey).keyVal;
    return this.signed('/api/agent/enrol', { secret, publicKey, name: this.name });
  }

  async enrol(token: string): Promise<LightMyRequestResponse> {
    const answer = await this.send(this.enrolment(token));
    if (answer.statusCode === 200) this.host = answer.json<EnrolledAgent>().host;
    return answer;
  }

  /** What an unchanged host says. */
  said(more: Partial<CheckIn> = {}): Omit<CheckIn, 'instance'> {
    const hashes = { posture: hashOf(posture), candidates: null, status: hashOf(status) };
    return { ...hashes, candidatesAt: null, health: null, ...more };
  }

  ready(more: Partial<CheckIn> = {}): Signed {
    return this.signed('/api/agent/check-in', this.said(more));
  }

  checkIn(more: Partial<CheckIn> = {}): Promise<LightMyRequestResponse> {
    return this.send(this.ready(more));
  }

  /** The answer to a check-in that must count. */
  async told(more: Partial<CheckIn> = {}): Promise<CheckInAnswer> {
    const answer = await this.checkIn(more);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  }

  report(order: string, report: OrderReport): Promise<LightMyRequestResponse> {
    return this.ask(`/api/agent/orders/${order}/reports`, { report });
  }

  /** 22 characters, another one for each start of each agent. */
  #newInstance(): string {
    return Buffer.from(this.test.context.randomBytes(16)).toString('base64url');
  }
}
