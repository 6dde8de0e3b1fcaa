/**
 * Who complies with ten directives, with 100,000 hosts: what is asked by a screen, beside the file
 * for the auditor, which has every host.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexPath, KnowledgeIndex } from '@daybreak/feeds/index-file';
import type { DirectiveDetail } from '@daybreak/protocol/directive';
import type { HostPage } from '@daybreak/protocol/host';
import { startFleetServer } from './fleet-server.ts';
import { figure, heading, measured, median, seconds, times } from './report.ts';

const directives = 10;
const rounds = 5;

type FleetServer = Awaited<ReturnType<typeof startFleetServer>>;

export async function benchCompliance(data: string): Promise<void> {
  heading('Who complies, with 100,000 hosts of 5,000 postures, 20 groups and 10 directives');
  const folder = mkdtempSync(join(tmpdir(), 'daybreak-compliance-'));
  try {
    cpSync(data, folder, { recursive: true, preserveTimestamps: true });
    await using server = await startFleetServer(folder);
    await addRules(server);
    const ids = await addDirectives(server, folder);
    await addWaivers(server, ids);
    await ask(server, `/api/directives/${ids[0]}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(server: FleetServer, directive: string): Promise<void> {
  // What is known of the products is read with the first question.
  await server.get(`${directive}/compliance/hosts`);
  const file = await measured(async () => (await server.get(`${directive}/compliance.csv`)).text());
  figure(
    'the file with every host',
    seconds(file.ms),
    `${file.result.split('\n').length - 2} hosts`,
  );
  const against = async (what: string, path: string): Promise<void> => {
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      took.push((await measured(async () => (await server.get(path)).text())).ms);
    }
    figure(what, seconds(median(took)), `${times(median(took) / file.ms)} of that`);
  };
  const before = '?asOf=2026-11-13';
  await against('the counts of all directives', '/api/compliance');
  await against('the counts of one', `${directive}/compliance`);
  await against(
    'the same of the past, when every host was another',
    `${directive}/compliance${before}`,
  );
  await against('the first 100 hosts of all', `${directive}/compliance/hosts`);
  for (const states of ['open,overdue,unknown', 'complies', 'excepted', 'attested']) {
    const path = `${directive}/compliance/hosts?states=${states}`;
    await against(`the first 100 that are ${states}`, path);
  }
}

/** So that groups have hosts of several roles. */
async function addRules({ post }: FleetServer): Promise<void> {
  for (const [name, role] of [
    ['HOST-*1', 'dc'],
    ['HOST-*2', 'dns'],
    ['HOST-*3', 'workstation'],
    ['*', 'server'],
  ] as const) {
    await post('/api/host-fact-rules', { title: role, match: { name }, sets: { role } });
  }
}

async function addDirectives({ post }: FleetServer, folder: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [at, advisory] of commonAdvisories(folder).entries()) {
    const payload = {
      at: '2026-11-01',
      terms: {
        authority: 'CISA',
        title: `ED 26-${at}`,
        scope: { advisories: [advisory], groups: at % 3 === 2 ? ['group 1', 'group 2'] : [] },
        demands: [
          { action: 'patch', clock: { from: 'publication', hours: 24 * 7 * 3 * (at + 1) } },
          { action: 'mitigate', clock: { by: '2026-11-30' }, roles: ['dns'] },
        ],
        exemptions: [{ roles: ['dc'], groups: ['group 7'], reason: 'no', until: null }],
      },
    };
    const answer = await post('/api/directives', payload);
    ids.push(((await answer.json()) as DirectiveDetail).directive.id);
  }
  return ids;
}

/** Of this year those that most products have. */
function commonAdvisories(folder: string): readonly string[] {
  using index = KnowledgeIndex.open(indexPath(folder));
  const products = new Map<string, number>();
  for (const { id } of index.products) {
    for (const { id: advisory } of index.product(id)?.advisories ?? []) {
      if (!advisory.startsWith('CVE-2026-')) continue;
      products.set(advisory, (products.get(advisory) ?? 0) + 1);
    }
  }
  const byProducts = [...products].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return byProducts.slice(0, directives).map(([advisory]) => advisory);
}

async function addWaivers({ get, post }: FleetServer, ids: readonly string[]): Promise<void> {
  const { hosts } = (await (await get('/api/hosts?limit=20')).json()) as HostPage;
  for (const { id } of hosts) {
    const common = { owner: 'Bo', reason: 'breaks the till', until: '2027-03-01' };
    const object = { kind: 'directive', name: ids[0] };
    await post('/api/exceptions', { ...common, object, subject: { kind: 'host', id } });
  }
  const stated = { action: 'mitigate', at: '2026-11-02', evidence: 'ticket 4711' };
  const subject = { kind: 'group', group: 'group 3' };
  await post(`/api/directives/${ids[0]}/attestations`, { ...stated, subject });
}
