import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demand, directive, host, recorded, terms } from '../../tests/directives.ts';
import { shipped } from '../../tests/threats.ts';
import { ordersFor } from '../directive/index.ts';
import type { Tier } from '../urgency/index.ts';
import { evidenceDemands, evidenceOf, type OrderedNeed } from './evidence-demand.ts';

const bod = shipped('bod-26-04');
const tierOf = (key: string) => bod.tiers.find((one) => one.key === key) as Tier;
const need = (...keys: readonly string[]): OrderedNeed => ({
  name: 'libssl3',
  urgency: {
    tiers: keys.map((key, at) => ({ advisory: `CVE-2026-100${at}`, tier: tierOf(key) })),
    orders: [],
  },
});

describe('evidence before an order', () => {
  it('is demanded by the tier of any advisory that is closed, also of one with more time', () => {
    expect(evidenceDemands(bod, [need('3D', '3DF', '3DF')])).toEqual([
      {
        by: 'policy',
        of: 'libssl3',
        policy: 'CISA BOD 26-04',
        tier: '3 days & forensic investigation',
        advisory: 'CVE-2026-1001',
      },
    ]);
    expect(evidenceDemands(bod, [need('3D', '14D'), need()])).toEqual([]);
  });

  it('is demanded where nobody knows what is closed, by a policy that could want it', () => {
    const unknown = [{ name: 'libssl3', urgency: null }];
    expect(evidenceDemands(bod, unknown)).toMatchObject([
      { of: 'libssl3', tier: '3 days & forensic investigation', advisory: null },
    ]);
    expect(evidenceDemands(shipped('daybreak'), unknown)).toEqual([]);
  });

  it('is demanded by a directive that asks the host for it, and by no other', () => {
    const issued = (action: 'collect-evidence' | 'patch', id: string) => {
      const scope = { advisories: ['CVE-2026-1'] };
      const asked = terms({ title: id, scope, demands: [demand(action, { by: null })] });
      return directive(
        'UTC',
        recorded({ kind: 'issued', at: '2026-06-01', terms: asked, note: '' }),
        id,
      );
    };
    const orders = ordersFor([issued('patch', 'patch it'), issued('collect-evidence', 'look')], {
      host: host('server'),
      update: null,
      advisories: ['CVE-2026-1'],
      published: () => null,
      kevAdded: () => null,
      atMs: Date.parse('2026-06-09T12:00:00Z'),
    });
    expect(orders).toHaveLength(2);
    const needs = [{ name: 'KB5039227', urgency: { tiers: [], orders } }];
    expect(evidenceDemands(shipped('daybreak'), needs)).toEqual([
      { by: 'directive', of: 'KB5039227', authority: 'CISO', title: 'look' },
    ]);
  });

  it('is never less than what was asked, and never nothing where it is demanded', () => {
    const wish = fc.constantFrom('none', 'keep', 'upload');
    const keys = fc.array(fc.constantFrom(...bod.tiers.map(({ key }) => key)));
    fc.assert(
      fc.property(wish, keys, (asked, some) => {
        const wished = evidenceOf(asked, evidenceDemands(bod, [need(...some)]));
        const isDemanded = some.includes('3DF');
        expect(wished).toBe(asked === 'none' && isDemanded ? 'keep' : asked);
      }),
    );
  });
});
