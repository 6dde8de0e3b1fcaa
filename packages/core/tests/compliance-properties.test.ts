/** What holds of any directive, hosts and instants. */
import {
  type Attestation,
  attestedActions,
  Compliance,
  type ComplianceHost,
  complianceStates,
  countStates,
} from '@daybreak/core/compliance';
import { demandedActions } from '@daybreak/core/directive';
import type { Exception } from '@daybreak/core/exception';
import type { NamedFinding } from '@daybreak/core/exposure';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demand, directive, recorded, terms } from './directives.ts';

const start = Date.parse('2024-06-01T00:00Z');
const hourMs = 3_600_000;
const role = fc.constantFrom(null, 'dns', 'dc', 'web');
const group = fc.constantFrom(null, 'lab', 'shop');
const some = (...names: string[]) => fc.subarray(names);

const finding: fc.Arbitrary<NamedFinding> = fc.record({
  kind: fc.constantFrom('advisory', 'update'),
  name: fc.constantFrom('CVE-1', 'KB1'),
  state: fc.constantFrom('open', 'unknown', 'fixed', 'not affected'),
  update: fc.constantFrom('', 'KB1'),
  rule: fc.constantFrom(null, 'build', 'kb'),
  because: fc.constant('because'),
  published: fc.constantFrom(null, '2024-05-14'),
});

const posture = fc.option(
  fc.record({
    product: fc.constantFrom('Windows 11', 'Windows Server 2022 (x64)'),
    build: fc.constant('1'),
    findings: fc.array(finding, { maxLength: 3 }),
  }),
);

const hosts: fc.Arbitrary<ComplianceHost[]> = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    role,
    group,
    groupKnown: fc.boolean(),
    posture,
  }),
  { maxLength: 12 },
);

const demands = fc.array(
  fc.record({
    action: fc.constantFrom(...demandedActions),
    hours: fc.integer({ min: 1, max: 90 }),
    roles: some('dns', 'dc'),
  }),
  { minLength: 1, maxLength: 3 },
);

const order = fc
  .record({
    demands,
    roles: some('dns', 'web'),
    groups: some('lab'),
    products: some('Windows Server 2022'),
    exempt: some('dc'),
  })
  .map(({ demands: asked, exempt, ...scope }) =>
    directive(
      'UTC',
      recorded({
        kind: 'issued',
        at: '2024-06-02',
        note: '',
        terms: terms({
          scope: { ...scope, advisories: ['CVE-1'] },
          demands: asked.map((one) =>
            demand(one.action, { from: 'issue', hours: one.hours }, one.roles),
          ),
          exemptions:
            exempt.length === 0 ? [] : [{ roles: exempt, groups: [], reason: 'x', until: null }],
        }),
      }),
    ),
  );

const subject = fc.oneof(
  fc.constantFrom('a', 'b').map((id) => ({ kind: 'host' as const, id, name: id })),
  fc.constant({ kind: 'group' as const, group: 'Shop' }),
);

const attestation: fc.Arbitrary<Attestation> = fc.record({
  id: fc.constant('x'),
  directive: fc.constant('directive'),
  subject,
  action: fc.constantFrom(...attestedActions),
  at: fc.constantFrom('2024-06-02', '2024-06-05'),
  evidence: fc.constant('seen'),
  by: fc.constant('Ada'),
  recordedMs: fc.constant(start),
  withdrawnBy: fc.constant(null),
  withdrawnMs: fc.constant(null),
});

const exception: fc.Arbitrary<Exception> = fc.record({
  id: fc.constant('x'),
  subject,
  object: fc.constantFrom(
    { kind: 'directive' as const, name: 'directive' },
    { kind: 'advisory' as const, name: 'CVE-1' },
  ),
  owner: fc.constant('Bo'),
  reason: fc.constant('r'),
  until: fc.constant('2024-06-04'),
  zone: fc.constant('UTC'),
  createdBy: fc.constant('Ada'),
  createdMs: fc.constant(start),
  revokedBy: fc.constant(null),
  revokedMs: fc.constant(null),
});

const question = fc.record({
  directive: order,
  atMs: fc.integer({ min: 0, max: 200 }).map((hours) => start + hours * hourMs),
  knowing: fc.constantFrom('now' as const, 'then' as const),
  kevAdded: fc.constant(() => null),
  exceptions: fc.array(exception, { maxLength: 2 }),
  attestations: fc.array(attestation, { maxLength: 2 }),
});

describe('compliance', () => {
  it('puts each host into one state, and the states sum to the hosts', () => {
    fc.assert(
      fc.property(question, hosts, (asked, all) => {
        const compliance = new Compliance(asked);
        const counts = countStates(all.map((host) => compliance.of(host).state));
        expect(Object.keys(counts)).toEqual([...complianceStates]);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(all.length);
      }),
    );
  });

  it('never counts as complying what is open, unknown, or not seen; each answer says why', () => {
    fc.assert(
      fc.property(question, hosts, (asked, all) => {
        const compliance = new Compliance(asked);
        for (const host of all) {
          const { state, why, demands: judged } = compliance.of(host);
          expect(why).not.toBe('');
          if (state !== 'complies' && state !== 'attested') continue;
          const met = judged.map((one) => one.state);
          expect(met.every((one) => one === 'complies' || one === 'attested')).toBe(true);
          expect(met).toContain(state);
          const patch = judged.some((one) => one.demand.action === 'patch');
          const states = host.posture?.findings.map((one) => one.state) ?? ['unknown'];
          if (patch) expect(states).not.toContain('open');
        }
      }),
    );
  });

  it('judges each host alone: alike hosts are judged alike, in any order', () => {
    fc.assert(
      fc.property(question, hosts, (asked, all) => {
        const together = new Compliance(asked);
        const inReverse = all.toReversed().map((host) => together.of(host));
        const alone = all.map((host) => new Compliance(asked).of(host));
        expect(inReverse.toReversed()).toEqual(alone);
      }),
    );
  });

  it('of a breach: only time passed makes an open host overdue', () => {
    fc.assert(
      fc.property(question, hosts, (asked, all) => {
        const later = new Compliance({
          ...asked,
          atMs: asked.atMs + hourMs,
          exceptions: [],
          attestations: [],
        });
        const now = new Compliance({ ...asked, exceptions: [], attestations: [] });
        for (const host of all) {
          if (now.of(host).state === 'overdue') expect(later.of(host).state).toBe('overdue');
        }
      }),
    );
  });
});
