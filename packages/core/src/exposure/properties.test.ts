/** What has to hold for any knowledge and any host. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assess,
  builderOf,
  host,
  listed,
  server,
  windows7,
  windows7Host,
} from '../../tests/invented.ts';
import type { Fix, ProductKnowledge } from '../bulletin/index.ts';
import type { WindowsHost } from '../inventory/index.ts';
import type { Assessment } from './index.ts';

const ids = ['KB1', 'KB2', 'KB3', 'KB4', 'KB5', 'KB5012170'];
const days = ['2015-03-10', '2016-09-13', '2016-11-08', '2024-01-09', '2024-02-13', '2024-07-09'];

function rowOf(product: string): fc.Arbitrary<Fix> {
  return fc.record({
    bulletin: fc.constant(''),
    published: fc.constantFrom(...days),
    advisory: fc.constantFrom(
      'CVE-1',
      'CVE-2',
      'CVE-3',
      'CVE-4',
      'CVE-5',
      'CVE-6',
      'CVE-7',
      'CVE-8',
    ),
    title: fc.constant(''),
    product: fc.constant(product),
    component: fc.constantFrom('', '', '', 'Microsoft .NET Framework 4.8'),
    update: fc.constantFrom('', ...ids, ...ids),
    kind: fc.constantFrom('single', 'single', 'cumulative', 'security-only', 'hotpatch'),
    fixedBuild: fc.constantFrom('', '', '10.0.20348.10', '10.0.20348.20', '10.0.20348.30'),
    supersedes: fc.subarray(ids, { maxLength: 2 }),
    severity: fc.constantFrom('Critical', 'Low', ''),
    impact: fc.constant(''),
    restart: fc.constant(null),
    exploited: fc.boolean(),
  });
}

interface Case {
  readonly knowledge: ProductKnowledge;
  readonly rows: readonly Fix[];
  readonly of: WindowsHost;
}

const someCase: fc.Arbitrary<Case> = fc.boolean().chain((modern) =>
  fc
    .record({
      rows: fc.array(rowOf(modern ? server : windows7), { minLength: 1, maxLength: 40 }),
      installed: fc.subarray(ids).map(listed),
      revision: modern ? fc.constantFrom(null, 5, 10, 25, 40) : fc.constant(null),
    })
    .map(({ rows, ...facts }) => ({
      rows,
      knowledge: knowledgeOfAll(rows),
      of: modern ? host(facts) : windows7Host(facts),
    })),
);

function knowledgeOfAll(rows: readonly Fix[]): ProductKnowledge {
  const [knowledge] = builderOf(rows).finish().products;
  if (knowledge === undefined) throw new Error('no row is of the product');
  return knowledge;
}

/** The host as it is with these updates installed: they are listed, and the build is at least theirs. */
function withInstalled(of: WindowsHost, updates: readonly string[], knowledge: ProductKnowledge) {
  const reached = knowledge.updates
    .filter(({ id }) => updates.includes(id))
    .map(({ revision }) => revision ?? 0);
  const revision = of.revision === null ? null : Math.max(of.revision, ...reached);
  return {
    ...of,
    revision,
    installed: listed([...new Set([...of.installed.updates, ...updates])]),
  };
}

function named({ install }: Assessment): string[] {
  return install.map(({ update }) => update);
}

function inState({ advisories }: Assessment, state: string): string[] {
  return advisories.filter((one) => one.state === state).map(({ cve }) => cve);
}

describe('for any knowledge and any host', () => {
  it('what is named to install closes all that it says, and leaves nothing more to install', () => {
    fc.assert(
      fc.property(someCase, ({ knowledge, of }) => {
        let current = of;
        let answer = assess(knowledge, current);
        for (let round = 0; answer.install.length > 0; round += 1) {
          expect(round).toBeLessThan(ids.length);
          const promised = answer.install.flatMap(({ closes }) => closes);
          const opened = new Set(inState(answer, 'open'));
          current = withInstalled(current, named(answer), knowledge);
          answer = assess(knowledge, current);
          const fixed = inState(answer, 'fixed');
          expect(fixed).toEqual(expect.arrayContaining(promised));
          for (const cve of inState(answer, 'open')) expect(opened).toContain(cve);
        }
        expect(inState(answer, 'open')).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('an installed update never opens an advisory', () => {
    fc.assert(
      fc.property(someCase, fc.constantFrom(...ids), ({ knowledge, of }, id) => {
        const before = assess(knowledge, of);
        const after = assess(knowledge, withInstalled(of, [id], knowledge));
        const open = inState(before, 'open');
        expect(open).toEqual(expect.arrayContaining(inState(after, 'open')));
        expect(inState(after, 'fixed')).toEqual(expect.arrayContaining(inState(before, 'fixed')));
      }),
      { numRuns: 1000 },
    );
  });

  it('the answer is the same however often it is asked for, and in whatever order rows came', () => {
    fc.assert(
      fc.property(someCase, ({ knowledge, rows, of }) => {
        const answer = assess(knowledge, of);
        expect(assess(knowledge, of)).toEqual(answer);
        expect(assess(knowledgeOfAll(rows.toReversed()), of)).toEqual(answer);
      }),
    );
  });

  it('an update is named once, not when installed, and for open advisories only', () => {
    fc.assert(
      fc.property(someCase, ({ knowledge, of }) => {
        const answer = assess(knowledge, of);
        const names = named(answer);
        expect(new Set(names).size).toBe(names.length);
        for (const id of names) expect(of.installed.updates).not.toContain(id);
        const open = inState(answer, 'open');
        for (const { closes, knownExploited } of answer.install) {
          expect(open).toEqual(expect.arrayContaining([...closes]));
          expect(closes).toEqual(expect.arrayContaining([...knownExploited]));
        }
        for (const { update } of answer.conditional) expect(names).not.toContain(update);
      }),
    );
  });

  it('clean means that nothing is open and nothing unknown', () => {
    fc.assert(
      fc.property(someCase, ({ knowledge, of }) => {
        const answer = assess(knowledge, of);
        if (answer.verdict !== 'clean') return;
        expect([...inState(answer, 'open'), ...inState(answer, 'unknown')]).toEqual([]);
      }),
    );
  });

  it('a list cut short never makes an advisory open that the whole list does not', () => {
    fc.assert(
      fc.property(someCase, ({ knowledge, of }) => {
        const short = { ...of, installed: { ...of.installed, complete: false } };
        const open = inState(assess(knowledge, of), 'open');
        expect(open).toEqual(expect.arrayContaining(inState(assess(knowledge, short), 'open')));
      }),
    );
  });
});
