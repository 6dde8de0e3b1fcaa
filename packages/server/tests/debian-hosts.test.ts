import { randomUUID } from 'node:crypto';
import type { Compliance, ComplianceHosts } from '@daybreak/protocol/compliance';
import type { DirectiveDetail, ScopeNames } from '@daybreak/protocol/directive';
import type { HostDetail, HostPage } from '@daybreak/protocol/host';
import { transact } from '@daybreak/storage/database';
import { observeHosts } from '@daybreak/storage/host';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { debianWith, observed, packageOf } from '../../storage/tests/support/hosts.ts';
import { openDeadlines } from '../src/notice/source.ts';
import { StandingBoard } from '../src/update/board.ts';
import { UrgencyBoard } from '../src/urgency/board.ts';
import { june, juneFleet } from './june-fleet.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const packages = [
  packageOf('bash', '5.2.15-2+b8'),
  packageOf('libc6', '2.36-9+deb12u10', 'held'),
  packageOf('nginx', '1.22.1-9', 'half-done'),
];

/** Three of Windows, of which two lack June's update, and WEB-3 of Debian. */
async function mixedFleet() {
  const fleet = await juneFleet(server);
  const { database, now } = fleet.test.context;
  const see = (seen: typeof packages) =>
    transact(database, (tx) =>
      observeHosts(tx, { fleet: 'own', group: 'servers', at: now(), newId: randomUUID }, [
        observed(debianWith('WEB-3', seen), 'debian:12'),
      ]),
    );
  await see(packages);
  const get = async <T>(url: string): Promise<T> => (await fleet.ada.ask('GET', url)).json<T>();
  return { ...fleet, see, get };
}

describe('a Debian host beside those of Windows', () => {
  it('is in the list, unknown, with its release and kernel', async () => {
    await using test = await mixedFleet();
    const { hosts, total } = await test.get<HostPage>('/api/hosts?order=name');
    expect([hosts.map(({ name }) => name), total]).toEqual([
      ['DC-1', 'WEB-1', 'WEB-2', 'WEB-3'],
      4,
    ]);
    expect(hosts[3]).toMatchObject({
      system: 'debian',
      osName: 'Debian GNU/Linux 12 (bookworm)',
      build: 'kernel 6.1.0-37-amd64',
      group: 'servers',
      verdict: 'unknown',
    });
    for (const filter of ['text=bookworm', 'verdict=unknown']) {
      const found = await test.get<HostPage>(`/api/hosts?${filter}`);
      expect(found).toMatchObject({ total: 1, hosts: [{ name: 'WEB-3' }] });
    }
    expect(await test.get<HostPage>('/api/hosts?verdict=clean')).toMatchObject({ total: 1 });
  });

  it('has a page with its packages, why nothing can be said, and its history', async () => {
    await using test = await mixedFleet();
    const id = await test.idOf('WEB-3');
    await test.pass(3_600_000);
    await test.see(packages.slice(0, 2));
    const detail = await test.get<HostDetail>(`/api/hosts/${id}`);
    expect(detail).toMatchObject({
      architecture: 'amd64',
      installed: { system: 'debian', packages: packages.slice(0, 2) },
      assessment: {
        product: 'debian:12',
        verdict: 'unknown',
        warnings: ['no feed covers debian:12: nothing can be said about it'],
        feeds: [],
      },
      deadlines: [],
    });
    const history = detail.history.map(({ product, installed, system }) => [
      product,
      installed,
      system,
    ]);
    expect(history).toEqual([
      ['debian:12', 2, 'debian'],
      ['debian:12', 3, 'debian'],
    ]);
  });

  it('counts as unknown on Today, and in no update', async () => {
    await using test = await mixedFleet();
    const today = await test.today();
    expect(today.fleet).toMatchObject({ hosts: 4, exposed: 2, clean: 1, unknown: 1 });
    expect(today.updates.map(({ hosts }) => hosts)).toEqual([{ exposed: 2, fixed: 1, unknown: 0 }]);
  });

  it('has no deadline that anybody is told of, and leaves those of the others alone', async () => {
    await using test = await mixedFleet();
    const { context } = test.test;
    const board = new StandingBoard(context.database, context.exposure);
    const deadlines = await openDeadlines(context, board, new UrgencyBoard(context))();
    expect(deadlines.map(({ update, hosts }) => [update, hosts])).toEqual([[june, 2]]);
  });

  it('is unknown to a directive, with the reason, unless its product is out of scope', async () => {
    await using test = await mixedFleet();
    const issue = async (products: readonly string[]) => {
      const { directive } = (await test.send('POST', '/api/directives', {
        at: '2024-06-20T07:00Z',
        zone: 'UTC',
        terms: {
          authority: 'CISA',
          title: 'ED 24-99',
          scope: { advisories: ['CVE-2024-30080'], products },
          demands: [{ action: 'patch', clock: { by: '2024-06-22' } }],
        },
      })) as DirectiveDetail;
      return `/api/directives/${directive.id}/compliance`;
    };
    const all = await issue([]);
    expect((await test.get<Compliance>(all)).counts).toMatchObject({
      complies: 1,
      open: 2,
      unknown: 1,
    });
    const { hosts } = await test.get<ComplianceHosts>(`${all}/hosts?states=unknown`);
    expect(hosts).toMatchObject([
      {
        name: 'WEB-3',
        product: 'debian:12',
        build: 'kernel 6.1.0-37-amd64',
        why: 'CVE-2024-30080 is unknown: no feed covers debian:12',
      },
    ]);
    const { products } = await test.get<ScopeNames>('/api/scope-names');
    expect(products).toEqual(['Windows Server 2022 (x64)', 'debian:12']);
    const windows = await issue(['Windows Server 2022']);
    expect((await test.get<Compliance>(windows)).counts).toMatchObject({
      'out-of-scope': 1,
      unknown: 0,
    });
    const debian = await issue(['debian:12']);
    expect((await test.get<Compliance>(debian)).counts).toMatchObject({
      'out-of-scope': 3,
      unknown: 1,
    });
  });
});
