/** Who complies, as of days on which people had to know. */
import {
  type Attestation,
  Compliance,
  type ComplianceHost,
  type ComplianceQuestion,
} from '@daybreak/core/compliance';
import type { Directive } from '@daybreak/core/directive';
import { eventsOfKev, kevZone } from '@daybreak/core/directive';
import type { Exception } from '@daybreak/core/exception';
import { type Named, ProductExposure } from '@daybreak/core/exposure';
import type { WindowsHost } from '@daybreak/core/inventory';
import { describe, expect, it } from 'vitest';
import { demand, directive, recorded, terms } from './directives.ts';
import {
  basisOf,
  closing,
  cutShort,
  feed,
  fix,
  host as invented,
  knowledgeOf,
  listed,
  server,
} from './invented.ts';

const newYork = 'America/New_York';
const server2000 = 'Microsoft Windows 2000 Server Service Pack 4';
const old = fix({
  bulletin: 'MS06-040',
  published: '2006-08-08',
  advisory: 'CVE-2006-3439',
  product: server2000,
  update: 'KB921883',
  severity: 'Critical',
});

const onWindows2000: Partial<WindowsHost> = {
  osName: 'Microsoft Windows 2000 Server',
  family: 'Windows 2000',
  edition: 'Server',
  servicePack: 4,
  architecture: 'x86',
  version: '5.0.2195',
  build: 2195,
  serverCore: false,
};

/** Hosts as they were found on a day, of one product. */
function asOf(day: string, rows = [old], product = server2000) {
  const exposure = new ProductExposure(knowledgeOf(rows, product), basisOf({ asOf: day }));
  return (names: readonly Named[], facts: Partial<WindowsHost>, more: Partial<ComplianceHost>) => {
    const findings = exposure.findNamed(invented(facts), names, (named) =>
      exposure.published(named),
    );
    const posture = { product: exposure.assess(invented(facts)).product, build: '', findings };
    const host: ComplianceHost = {
      id: 'host',
      role: null,
      group: null,
      groupKnown: true,
      posture,
      ...more,
    };
    return host;
  };
}

const nothing = { knowing: 'now', kevAdded: () => null, exceptions: [], attestations: [] } as const;

function compliance(of: Directive, at: string, more: Partial<ComplianceQuestion> = {}): Compliance {
  return new Compliance({ ...nothing, directive: of, atMs: Date.parse(at), ...more });
}

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

describe('the Department of Homeland Security, 9 August 2006, on three hosts', () => {
  const names: Named[] = [
    { kind: 'advisory', name: 'CVE-2006-3439' },
    { kind: 'update', name: 'KB921883' },
  ];
  const dhs = directive(
    newYork,
    recorded({
      kind: 'issued',
      at: '2006-08-09',
      note: '',
      terms: terms({
        authority: 'DHS',
        scope: { advisories: ['CVE-2006-3439'], updates: ['KB921883'] },
      }),
    }),
    'dhs',
  );
  const exception: Exception = {
    id: 'exception',
    subject: { kind: 'host', id: 'till', name: 'TILL' },
    object: { kind: 'directive', name: 'dhs' },
    owner: 'Bo',
    reason: 'the till breaks',
    until: '2006-08-31',
    zone: newYork,
    createdBy: 'Ada',
    createdMs: Date.parse('2006-08-09T15:00Z'),
    revokedBy: null,
    revokedMs: null,
  };
  const on = (at: string) => {
    const make = asOf(at.slice(0, 10));
    const asked = compliance(dhs, at, { exceptions: [exception] });
    const of = (id: string, updates: string[]) =>
      asked.of(make(names, { ...onWindows2000, installed: listed(updates) }, { id }));
    return { patched: of('web', ['KB921883']), open: of('db', []), till: of('till', []) };
  };

  it('finds one patched, one open in time and one excepted on the 9th', () => {
    const { patched, open, till } = on('2006-08-09T18:00Z');
    expect(patched).toMatchObject({ state: 'complies', exception: null });
    expect(patched.why).toBe(
      'CVE-2006-3439 is fixed by installed updates: KB921883 is installed; ' +
        'KB921883 is fixed by installed updates: KB921883 is installed',
    );
    expect(open).toMatchObject({ state: 'open' });
    expect(iso(open.dueMs)).toBe('2006-08-11T04:00:00.000Z');
    expect(open.why).toContain('neither KB921883 nor an update that contains it is installed');
    expect(till).toMatchObject({
      state: 'excepted',
      exception: { id: 'exception' },
      why: 'excepted until 2006-08-31 by Bo: the till breaks',
    });
    expect(till.demands).toMatchObject([{ state: 'open' }]);
  });

  it('finds the open one overdue on the 12th, and the others as they were', () => {
    const { patched, open, till } = on('2006-08-12T12:00Z');
    expect([patched.state, open.state, till.state]).toEqual(['complies', 'overdue', 'excepted']);
  });

  it('is overdue at the very instant of its end, and not a millisecond before', () => {
    expect(on('2006-08-11T03:59:59.999Z').open.state).toBe('open');
    expect(on('2006-08-11T04:00Z').open.state).toBe('overdue');
  });

  it('asked nothing on the 8th, and knew no exception before it was made', () => {
    expect(on('2006-08-08T12:00Z').open).toMatchObject({
      state: 'out-of-scope',
      why: 'the directive was not in force',
    });
    expect(on('2006-08-09T14:00Z').till.state).toBe('open');
  });

  it('is not obeyed by a host that takes the update off again', () => {
    const make = asOf('2006-08-20');
    const asked = compliance(dhs, '2006-08-20T12:00Z');
    const with_ = (updates: string[]) =>
      asked.of(make(names, { ...onWindows2000, installed: listed(updates) }, {})).state;
    expect([with_(['KB921883']), with_([])]).toEqual(['complies', 'overdue']);
  });

  it('is unknown of a host whose list was cut short, or of which there was no inventory', () => {
    const make = asOf('2006-08-12');
    const asked = compliance(dhs, '2006-08-12T12:00Z');
    const short = make(names, { ...onWindows2000, installed: cutShort([]) }, {});
    expect(asked.of(short)).toMatchObject({ state: 'unknown' });
    expect(asked.of(short).why).toContain('the list of installed updates is cut short');
    expect(asked.of({ ...short, posture: null })).toMatchObject({
      state: 'unknown',
      why: 'there was no inventory of it yet',
    });
  });
});

describe('what no bulletin for the product has', () => {
  const order = (scope: { advisories?: string[]; updates?: string[] }) =>
    directive(
      'UTC',
      recorded({ kind: 'issued', at: '2024-01-10', note: '', terms: terms({ scope }) }),
    );
  const find = (named: Named, released: string | null, facts: Partial<WindowsHost> = {}) => {
    const basis = basisOf({ asOf: '2024-01-12', feeds: [feed({ partial: ['2023-10'] })] });
    const exposure = new ProductExposure(knowledgeOf([fix()]), basis);
    return exposure.findNamed(invented(facts), [named], () => released);
  };
  const named: Named = { kind: 'advisory', name: 'CVE-2023-7' };
  const stateOf = (findings: ReturnType<typeof find>) =>
    compliance(order({ advisories: [named.name] }), '2024-01-12T00:00Z').of({
      id: 'host',
      role: 'server',
      group: null,
      groupKnown: true,
      posture: { product: '', build: '', findings },
    });

  it('does not affect the host where a whole month names other products', () => {
    const answer = stateOf(find(named, '2023-12-12'));
    expect(answer.state).toBe('complies');
    expect(answer.why).toContain('name it for other products, not for Windows Server 2022 (x64)');
  });

  it('is unknown where nothing names it, or not yet, or the month has gaps', () => {
    expect(stateOf(find(named, null)).state).toBe('unknown');
    expect(stateOf(find(named, '2024-02-13')).state).toBe('unknown');
    expect(stateOf(find(named, '2023-10-10')).state).toBe('unknown');
  });

  it('is unknown where the product was past support, of which bulletins say nothing', () => {
    const past = { family: 'Windows 7', release: '', servicePack: 1, edition: 'Enterprise' };
    expect(stateOf(find(named, '2023-12-12', past)).state).toBe('unknown');
  });
});

describe('Emergency Directive 20-03, on CVE-2020-1350', () => {
  const names: Named[] = [{ kind: 'advisory', name: 'CVE-2020-1350' }];
  const rows = [fix({ advisory: 'CVE-2020-1350', published: '2020-07-14', update: 'KB4565503' })];
  const ed2003 = directive(
    newYork,
    recorded({
      kind: 'issued',
      at: '2020-07-16T14:00-04:00',
      note: '',
      terms: terms({
        authority: 'CISA',
        scope: { advisories: ['CVE-2020-1350'], roles: ['dns', 'server', 'dc'] },
        demands: [
          demand('mitigate', { by: '2020-07-17T14:00-04:00' }, ['dns']),
          demand('patch', { by: '2020-07-24' }),
        ],
      }),
    }),
    'ed',
  );
  const mitigated: Attestation = {
    id: 'attestation',
    directive: 'ed',
    subject: { kind: 'group', group: 'Resolvers' },
    action: 'mitigate',
    at: '2020-07-17T12:00-04:00',
    evidence: 'TcpReceivePacketSize set, ticket 4711',
    by: 'Ada',
    recordedMs: Date.parse('2020-07-17T17:00Z'),
    withdrawnBy: null,
    withdrawnMs: null,
  };
  const on = (at: string, role: string | null, more: Partial<ComplianceQuestion> = {}) => {
    const make = asOf(at.slice(0, 10), rows, server);
    const asked = compliance(ed2003, at, { attestations: [mitigated], ...more });
    return (updates: string[], group: string | null = 'resolvers') =>
      asked.of(make(names, { installed: listed(updates) }, { role, group }));
  };

  it('is met for a day by a statement, and then by the patch alone', () => {
    const answer = on('2020-07-18T00:00Z', 'dns')([]);
    expect(answer.state).toBe('open');
    expect(iso(answer.dueMs)).toBe('2020-07-25T04:00:00.000Z');
    expect(answer.demands.map(({ demand: { action }, state }) => [action, state])).toEqual([
      ['mitigate', 'attested'],
      ['patch', 'open'],
    ]);
    expect(answer.demands[0]?.why).toContain('ticket 4711');
    expect(on('2020-07-25T05:00Z', 'dns')([]).state).toBe('overdue');
    expect(on('2020-07-25T05:00Z', 'dns')(['KB4565503']).state).toBe('complies');
  });

  it('is a breach on a DNS server for which nobody has stated anything', () => {
    const answer = on('2020-07-18T00:00Z', 'dns')([], 'others');
    expect(answer.state).toBe('overdue');
    expect(answer.why).toBe('nobody has stated that it was done, and no inventory shows it');
    expect(iso(answer.dueMs)).toBe('2020-07-17T18:00:00.000Z');
  });

  it('knows the statement from when it was done; on record, from when it was entered', () => {
    const at = '2020-07-17T16:30Z';
    expect(on(at, 'dns')([]).demands[0]?.state).toBe('attested');
    expect(on(at, 'dns', { knowing: 'then' })([]).demands[0]?.state).toBe('open');
    const withdrawn = {
      ...mitigated,
      withdrawnBy: 'Bo',
      withdrawnMs: Date.parse('2020-07-20T00:00Z'),
    };
    const later = { attestations: [withdrawn] };
    expect(on('2020-07-18T00:00Z', 'dns', later)([]).state).toBe('overdue');
    const onRecord = on('2020-07-18T00:00Z', 'dns', { ...later, knowing: 'then' });
    expect(onRecord([]).demands[0]?.state).toBe('attested');
  });

  it('does not ask clients; of a role that is not known it is unknown, patched or not', () => {
    expect(on('2020-07-18T00:00Z', 'workstation')([]).state).toBe('out-of-scope');
    const unsure = on('2020-07-18T00:00Z', null)(['KB4565503']);
    expect(unsure.state).toBe('unknown');
    expect(unsure.why).toContain("its scope names a role, and the host's is not known");
  });
});

describe('CVE-2022-26925, whose update broke domain controllers in May 2022', () => {
  const names: Named[] = [{ kind: 'advisory', name: 'CVE-2022-26925' }];
  const rows = closing(['CVE-2022-26925'], { published: '2022-05-10', update: 'KB5013944' });
  const listing = {
    advisory: 'CVE-2022-26925',
    added: '2022-05-11',
    removed: '2022-05-13',
    due: [{ from: '2022-05-11', day: '2022-06-01' }],
    ransomware: null,
  };
  const again = {
    ...listing,
    added: '2022-07-01',
    removed: null,
    due: [{ from: '2022-07-01', day: '2022-07-22' }],
  };
  const kev: Directive = {
    id: 'kev',
    kind: 'kev',
    zone: kevZone,
    events: eventsOfKev([listing, again]),
  };
  const exemption = { roles: ['dc'], groups: [], reason: 'breaks sign-in', until: null };
  const scope = { advisories: ['CVE-2022-26925'] };
  const demands = [demand('patch', { from: 'issue', hours: 14 * 24 })];
  const ciso = directive(
    'UTC',
    recorded(
      { kind: 'issued', at: '2022-05-11', note: '', terms: terms({ scope, demands }) },
      {
        kind: 'amended',
        at: '2022-05-13',
        note: '',
        terms: terms({ scope, demands, exemptions: [exemption] }),
      },
      {
        kind: 'amended',
        at: '2022-07-01',
        note: '',
        terms: terms({ scope, demands: [demand('patch', { by: '2022-07-22' })] }),
      },
    ),
  );
  const dcOn = (of: Directive, at: string, role: string | null = 'dc') => {
    const make = asOf(at.slice(0, 10), rows, server);
    return compliance(of, at).of(make(names, { installed: listed([]) }, { role }));
  };

  it('has domain controllers exempt from our own order, and due again with the next one', () => {
    expect(dcOn(ciso, '2022-05-12T00:00Z').state).toBe('open');
    expect(dcOn(ciso, '2022-05-30T00:00Z')).toMatchObject({
      state: 'exempt',
      why: 'exempt by the directive: breaks sign-in',
    });
    expect(dcOn(ciso, '2022-05-30T00:00Z', 'server').state).toBe('overdue');
    expect(dcOn(ciso, '2022-05-30T00:00Z', null).state).toBe('unknown');
    expect(dcOn(ciso, '2022-07-02T00:00Z').state).toBe('open');
    expect(dcOn(ciso, '2022-07-23T00:00Z').state).toBe('overdue');
  });

  it('asks nothing while the catalogue does not list it, and again once it does', () => {
    const states = ['2022-05-12', '2022-06-15', '2022-07-02', '2022-07-24'].map(
      (day) => dcOn(kev, `${day}T12:00Z`).state,
    );
    expect(states).toEqual(['open', 'out-of-scope', 'open', 'overdue']);
  });
});

describe('what is not known of a host', () => {
  const names: Named[] = [{ kind: 'update', name: 'KB1' }];
  const make = asOf('2024-06-01', [fix()], server);
  const host = make(names, { installed: listed(['KB1']) }, { role: 'server', group: 'lab' });

  it('is loud: a group that is not on record, where the order goes by group', () => {
    const order = directive(
      'UTC',
      recorded({
        kind: 'issued',
        at: '2024-05-01',
        note: '',
        terms: terms({ scope: { updates: ['KB1'], groups: ['lab'] } }),
      }),
    );
    const asked = compliance(order, '2024-06-01T00:00Z');
    expect(asked.of(host).state).toBe('complies');
    expect(asked.of({ ...host, groupKnown: false }).state).toBe('unknown');
  });

  it('and a product may be named without its architecture', () => {
    const order = (product: string) =>
      directive(
        'UTC',
        recorded({
          kind: 'issued',
          at: '2024-05-01',
          note: '',
          terms: terms({ scope: { updates: ['KB1'], products: [product] } }),
        }),
      );
    const stateFor = (product: string) =>
      compliance(order(product), '2024-06-01T00:00Z').of(host).state;
    expect(stateFor('windows server 2022')).toBe('complies');
    expect(stateFor('Windows Server 2022 (x64)')).toBe('complies');
    expect(stateFor('Windows Server 2019')).toBe('out-of-scope');
  });
});
