/** Hosts with agents, who sign what they ask as real ones do. */
import type {
  AgentStatus,
  Candidate,
  MadeAgentTokens,
  OrderReport,
} from '@daybreak/protocol/agent';
import {
  hashOf,
  candidates as noCandidates,
  status as plainStatus,
  posture,
  TestAgent,
} from '../../../server/tests/agent.ts';
import type { Asker } from './asker.ts';
import type { Daybreak } from './daybreak.ts';

const libssl: Candidate = {
  ...{ name: 'libssl3', architecture: 'amd64', source: 'openssl' },
  ...{ installed: '3.0.17-1~deb12u2', version: '3.0.17-1~deb12u3' },
  origins: ['Debian-Security:12/oldstable-security'],
  isSecurity: true,
  cves: ['CVE-2024-5535'],
};
const nginx: Candidate = {
  ...{ name: 'nginx', architecture: 'amd64', source: 'nginx' },
  ...{ installed: '1.22.1-9', version: '1.22.1-9+deb12u1', origins: ['Debian:12.11/oldstable'] },
  ...{ isSecurity: false, cves: null },
};

const candidates = { candidates: [nginx, libssl] };

interface Said {
  readonly status?: Partial<AgentStatus>;
  readonly candidates?: typeof noCandidates;
  /** When all its sources answered; null for never. */
  readonly candidatesAt?: string | null;
}

/** What it says of itself and its host, which the server then has. */
export async function tell(agent: TestAgent, said: Said = {}): Promise<void> {
  const status = { ...plainStatus, ...said.status };
  const known = said.candidates ?? candidates;
  const { candidatesAt = agent.test.context.now().toISOString() } = said;
  const hashes = { status: hashOf(status), candidates: hashOf(known), candidatesAt };
  await agent.told(hashes);
  await agent.ask('/api/agent/posture', { posture });
  await agent.ask('/api/agent/candidates', { candidates: known });
  await agent.ask('/api/agent/status', { status });
  await agent.told(hashes);
}

/** A host that has joined with this token. */
export async function join(daybreak: Daybreak, name: string, token: string): Promise<TestAgent> {
  const agent = new TestAgent(daybreak, name);
  const answer = await agent.enrol(token);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return agent;
}

async function joinNew(daybreak: Daybreak, ask: Asker, name: string): Promise<TestAgent> {
  const made = await ask<MadeAgentTokens>('POST', '/api/agent-tokens', { group: 'shop' });
  return join(daybreak, name, made.tokens[0]?.token ?? '');
}

const packages = [{ name: 'libssl3', version: '3.0.17-1~deb12u3' }];
const log = Array.from({ length: 60 }, (_, at) => `Setting up part ${at} of libssl3 …`).join('\n');

/**
 * Four hosts: one that installs, one that refuses what it is told, one whose key two machines have,
 * and one that is silent. An open manifest must be there.
 */
export async function setAgents(daybreak: Daybreak, ask: Asker): Promise<void> {
  const at = () => daybreak.context.now().toISOString();
  const busy = await joinNew(daybreak, ask, 'deb-busy');
  await tell(busy, { status: { restart } });
  const place = async (agent: TestAgent) => {
    const order = { action: 'install', manifest: 'openssl-dsa-5780.json', packages };
    const { id } = await ask<{ id: string }>('POST', `/api/hosts/${agent.host}/orders`, order);
    await agent.told();
    return (report: OrderReport) => agent.report(id, report);
  };
  const done = await place(busy);
  await done({ kind: 'begun', at: at() });
  const changed = [{ name: 'libssl3', from: '3.0.17-1~deb12u2', to: '3.0.17-1~deb12u3' }];
  const end = (kind: 'done' | 'failed', ...reasons: string[]): OrderReport => ({
    ...{ kind: 'ended', at: at() },
    outcome: { kind, reasons, halfDone: [], changed, log },
  });
  await done(end('done'));
  const failed = await place(busy);
  await failed({ kind: 'begun', at: at() });
  await failed(
    end('failed', 'dpkg: error processing package libssl3 (--configure): exit status 1'),
  );
  const refused = await place(busy);
  await refused({
    ...{ kind: 'ended', at: at() },
    outcome: {
      ...{ kind: 'refused', halfDone: [], changed: [], log: '' },
      reasons: ['openssl-dsa-5780.json does not allow libssl3 3.0.17-1~deb12u3 in the group shop.'],
    },
  });
  const running = await place(busy);
  await running({ kind: 'begun', at: at() });
  await running({ kind: 'progress', at: at(), step: 'installing', percent: 40 });
  await ask('POST', `/api/hosts/${busy.host}/orders`, {
    ...{ action: 'roll-back', manifest: 'openssl-dsa-5780.json', packages },
  });
  await tell(await joinNew(daybreak, ask, 'deb-refuses'), {
    ...{ candidates: noCandidates, candidatesAt: null },
    status: { trust: forged, hindrances: ['The disk is full: /var has 12 MB left.'] },
  });
  const copied = await joinNew(daybreak, ask, 'deb-copied');
  await tell(copied);
  await copied.copied().checkIn();
  await copied.checkIn();
  const silent = await joinNew(daybreak, ask, 'deb-silent');
  await tell(silent);
  await daybreak.database
    .updateTable('agents')
    .set({ last_contact: new Date(daybreak.context.now().getTime() - 26 * 3_600_000) })
    .where('host_id', '=', silent.host)
    .execute();
}

const restart = {
  ...{ isNeeded: true, because: ['linux-image-6.1.0-38-amd64'] },
  services: ['nginx.service', 'ssh.service'],
};
const forged = {
  ...{ state: 'forged' as const, rootVersion: 2 },
  why: 'targets.json: 1 of 2 signatures that the root wants.',
};
