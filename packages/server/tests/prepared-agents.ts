/** Agents that have joined, without asking the server: what they say is what it knows already. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { composeSerial, noRuns } from '@daybreak/core/agent';
import { productIdOfHost } from '@daybreak/core/exposure';
import type { DebianHost } from '@daybreak/core/inventory';
import { type Database, transact } from '@daybreak/storage/database';
import { observeHosts, postureOf } from '@daybreak/storage/host';
import { newSigningKey, publicKeyOf, type SigningKey } from '@daybreak/trust/key';
import { signRequest } from '@daybreak/trust/request-signature';

export interface PreparedAgent {
  readonly name: string;
  readonly key: SigningKey;
  readonly instance: string;
  count: number;
}

const path = '/api/agent/check-in';
const pollSeconds = 300;
const batchSize = 1_000;
const status = createHash('sha256').update('a status').digest('hex');
const host: DebianHost = {
  ...{ name: '', domain: '', osName: 'Debian GNU/Linux 12 (bookworm)', distribution: 'debian' },
  ...{ release: '12', architecture: 'amd64', kernel: '6.1.0-37-amd64', packages: [] },
};
const posture = postureOf(host).hash;

/** The answer that an unchanged host gets. */
export const unchangedAnswer = JSON.stringify({ pollSeconds, wants: [], order: null, watch: null });

export async function prepareAgents(database: Database, hosts: number): Promise<PreparedAgent[]> {
  const agents = Array.from({ length: hosts }, (_, number) => ({
    name: `host-${number}`,
    key: newSigningKey(),
    instance: randomBytes(16).toString('base64url'),
    count: 0,
  }));
  const at = new Date();
  const seen = agents.map(({ name }) => ({
    ...{ host: { ...host, name }, product: productIdOfHost(host), sources: [], warnings: [] },
  }));
  const observation = { fleet: 'own', group: '', at, newId: randomUUID } as const;
  await transact(database, (tx) => observeHosts(tx, observation, seen));
  const hostIds = await database.selectFrom('hosts').select(['id', 'name']).execute();
  const ids = new Map(hostIds.map(({ id, name }) => [name, id]));
  for (let start = 0; start < hosts; start += batchSize) {
    const rows = agents.slice(start, start + batchSize).map((agent) => rowOf(agent, ids, at));
    await database.insertInto('agents').values(rows).execute();
  }
  return agents;
}

function rowOf({ name, key }: PreparedAgent, ids: ReadonlyMap<string, string>, at: Date) {
  const hostId = ids.get(name);
  if (hostId === undefined) throw new Error(`${name} is no host`);
  const { public: publicKey = '' } = publicKeyOf(key.privateKey).keyVal;
  return {
    ...{ host_id: hostId, key_id: key.id, public_key: Buffer.from(publicKey, 'hex') },
    ...{ runs: JSON.stringify(noRuns), candidates_hash: null, candidates_at: null },
    ...{ status_hash: status, last_contact: at, poll_seconds: pollSeconds, enrolled_at: at },
    ...{ revoked_at: null, clone_noticed_at: null, watch: null, health_hash: null },
  };
}

/** The agent's next check-in, as it goes over the wire. */
export function nextCheckIn(agent: PreparedAgent): Buffer {
  agent.count += 1;
  const { instance, key, count } = agent;
  const said = { instance, posture, candidates: null, candidatesAt: null, status, health: null };
  const body = Buffer.from(JSON.stringify(said));
  const when = { atMs: Date.now(), serial: composeSerial({ start: 1, count }) };
  const signer = { keyId: key.id, privateKey: key.privateKey };
  const fields = signRequest({ method: 'POST', target: path, body }, signer, when);
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    'content-type: application/json',
    `content-length: ${body.length}`,
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
