/** Hosts with agents, who sign what they ask as real ones do. */
import { createHash } from 'node:crypto';
import type {
  AgentHealth,
  AgentStatus,
  Candidate,
  Candidates,
  HostPosture,
  MadeAgentTokens,
  OrderReport,
  Watch,
  WindowsPosture,
} from '@daybreak/protocol/agent';
import type { ProbeResult } from '@daybreak/protocol/probe';
import { setWatch } from '@daybreak/storage/agent';
import { transact } from '@daybreak/storage/database';
import {
  debianPackage,
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

/** A host of Windows whose update service offers two updates. */
export const windowsPosture: WindowsPosture = {
  ...{ osName: 'Microsoft Windows Server 2022 Standard', family: 'Windows Server 2022' },
  ...{ edition: 'Standard', release: '', architecture: 'x64', servicePack: 0 },
  ...{ version: '10.0.20348', build: 20348, revision: 2461, serverCore: false, role: 'server' },
  installed: { updates: ['KB5037782'], stated: 1, complete: true },
};
export const windowsCandidates: Candidates = {
  candidates: [],
  updates: [
    {
      update: 'KB5039227',
      title: '2024-06 Cumulative Update for Microsoft server operating system (KB5039227)',
      ...{ categories: ['Security Updates'], severity: 'Critical', cves: null, isRemovable: true },
    },
    {
      update: 'KB5039889',
      title: '2024-06 Cumulative Update for .NET Framework 3.5, 4.8 and 4.8.1 (KB5039889)',
      ...{ categories: ['Updates'], severity: '', cves: [], isRemovable: false },
    },
  ],
};

/** The same host once libssl3 is the newer one. */
export const patchedPosture: HostPosture = {
  ...posture,
  packages: [debianPackage('libssl3', '3.0.17-1~deb12u3'), debianPackage('nginx', '1.22.1-9')],
};

/** What a host saw, of which one thing is bad and one it could not look at. */
export function seen(at: string): ProbeResult[] {
  const often = { at, durationMs: 12 };
  return [
    {
      ...{ kind: 'tls', name: 'mail.example:25', state: 'ok', ...often },
      text: 'TLSv1.3 with TLS_AES_256_GCM_SHA384; the certificate holds 41 more days',
    },
    {
      ...{ kind: 'https', name: 'https://shop.example/health', state: 'critical', ...often },
      text: 'it answered 503 Service Unavailable',
    },
    {
      ...{ kind: 'own-check', name: 'check_mail', state: 'unknown', ...often },
      text: 'it did not end within 30 s',
    },
  ];
}

/** The host is to watch these manifests, or nothing. */
export function watchOn(daybreak: Daybreak, host: string, watch: Watch | null): Promise<void> {
  return transact(daybreak.database, (tx) => setWatch(tx, [host], watch));
}

/** What a host sees of what it watches, of which one thing is bad and one it must not look at. */
export const failingHealth: AgentHealth = {
  manifests: [
    {
      ...{ path: 'openssl-dsa-5780.json', why: '' },
      probes: [
        { kind: 'tls', name: 'mail.example:25', state: 'ok', text: '' },
        {
          ...{ kind: 'https', name: 'https://shop.example/health', state: 'critical' },
          text: 'status 503',
        },
      ],
    },
    { path: 'old.json', why: 'the manifest ended at 2024-06-01T00:00:00.000Z', probes: [] },
  ],
  host: [{ kind: 'units', name: 'systemd', state: 'ok', text: '' }],
};
export const healthyHealth: AgentHealth = {
  manifests: [
    {
      ...{ path: 'openssl-dsa-5780.json', why: '' },
      probes: [{ kind: 'tls', name: 'mail.example:25', state: 'ok', text: '' }],
    },
  ],
  host: [{ kind: 'units', name: 'systemd', state: 'ok', text: '' }],
};

/** What a host has gathered, with its hash, as it is handed over and as its outcome names it. */
export function gathered(order: string) {
  const bytes = Buffer.from('as if gzipped');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = `/var/lib/daybreak-agent/evidence/${order}.json.gz`;
  return {
    upload: { sha256, evidence: bytes.toString('base64') },
    kept: { path, sha256, bytes: bytes.length },
  };
}

interface Said {
  readonly posture?: HostPosture;
  readonly status?: Partial<AgentStatus>;
  readonly candidates?: Candidates;
  /** When all its sources answered; null for never. */
  readonly candidatesAt?: string | null;
}

/** What it says of itself and its host, which the server then has. */
export async function tell(agent: TestAgent, said: Said = {}): Promise<void> {
  const status = { ...plainStatus, ...said.status };
  const known = said.candidates ?? candidates;
  const { candidatesAt = agent.test.context.now().toISOString(), posture: host = posture } = said;
  const hashes = {
    ...{ posture: hashOf(host), status: hashOf(status) },
    ...{ candidates: hashOf(known), candidatesAt },
  };
  await agent.told(hashes);
  await agent.ask('/api/agent/posture', { posture: host });
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
 * Five hosts: one that installs, one that refuses what it is told, one whose key two machines have,
 * one that is silent, and one of Windows. An open manifest must be there.
 */
export async function setAgents(daybreak: Daybreak, ask: Asker): Promise<void> {
  const at = () => daybreak.context.now().toISOString();
  const busy = await joinNew(daybreak, ask, 'deb-busy');
  await tell(busy, { status: { restart } });
  await watchOn(daybreak, busy.host, {
    ...{ manifests: ['openssl-dsa-5780.json', 'old.json'], everySeconds: 300 },
  });
  await busy.ask('/api/agent/health', { health: failingHealth });
  const place = async (agent: TestAgent) => {
    const order = { action: 'install', manifest: 'openssl-dsa-5780.json', packages };
    const path = `/api/hosts/${agent.host}/orders`;
    const { id } = await ask<{ id: string }>('POST', path, { ...order, evidence: 'upload' });
    await agent.told();
    const { upload, kept } = gathered(id);
    await agent.ask(`/api/agent/orders/${id}/evidence`, upload);
    const changed = [{ name: 'libssl3', from: '3.0.17-1~deb12u2', to: '3.0.17-1~deb12u3' }];
    const about = { halfDone: [], changed, log, probes: seen(at()), evidence: kept };
    return {
      report: (report: OrderReport) => agent.report(id, report),
      end: (kind: 'done' | 'failed', ...reasons: string[]) =>
        agent.report(id, { kind: 'ended', at: at(), outcome: { ...about, kind, reasons } }),
    };
  };
  const done = await place(busy);
  await done.report({ kind: 'begun', at: at() });
  await done.end('done');
  const failed = await place(busy);
  await failed.report({ kind: 'begun', at: at() });
  await failed.end('failed', 'dpkg: error processing package libssl3 (--configure): exit status 1');
  const refused = await place(busy);
  await refused.report({
    ...{ kind: 'ended', at: at() },
    outcome: {
      ...{ kind: 'refused', halfDone: [], changed: [], log: '' },
      reasons: ['openssl-dsa-5780.json does not allow libssl3 3.0.17-1~deb12u3 in the group shop.'],
    },
  });
  const running = await place(busy);
  await running.report({ kind: 'begun', at: at() });
  await running.report({ kind: 'progress', at: at(), step: 'installing', percent: 40 });
  await ask('POST', `/api/hosts/${busy.host}/orders`, {
    ...{ action: 'roll-back', manifest: 'openssl-dsa-5780.json', evidence: 'upload' },
    packages: [{ name: 'libssl3', version: '3.0.17-1~deb12u2' }],
  });
  await tell(await joinNew(daybreak, ask, 'deb-refuses'), {
    ...{ candidates: noCandidates, candidatesAt: null },
    status: { trust: forged, hindrances: ['The disk is full: /var has 12 MB left.'] },
  });
  const copied = await joinNew(daybreak, ask, 'deb-copied');
  await tell(copied);
  await copied.copied().checkIn();
  // The first may have been under way when it was copied; the second shows that it goes on.
  await copied.checkIn();
  await copied.checkIn();
  await tell(await joinNew(daybreak, ask, 'win-offered'), {
    ...{ posture: windowsPosture, candidates: windowsCandidates },
  });
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
