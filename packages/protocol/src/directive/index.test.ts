import { describe, expect, it } from 'vitest';
import { newDirective, when } from './index.ts';

const order = {
  at: '2020-07-16T14:00-04:00',
  terms: {
    ...{ authority: 'CISA', title: 'ED 20-03' },
    demands: [{ action: 'patch', clock: { by: '2020-07-24' } }],
  },
};

function withScope(scope: object) {
  return newDirective.safeParse({ ...order, terms: { ...order.terms, scope } });
}

describe('the scope of an order', () => {
  it('takes CVEs in any case, and keeps them in capitals', () => {
    const { data } = withScope({ advisories: ['cve-2020-1350 '], updates: ['KB4565503'] });
    expect(data?.terms.scope.advisories).toEqual(['CVE-2020-1350']);
  });

  it.each([
    'MS06-040',
    'CVE-2020',
    'CVE-2020-135',
    'CVE-2024-030051',
    'CVE-2020-1350; CVE-2020-1351',
  ])('refuses the advisory %s, which is no CVE', (name) => {
    const { error } = withScope({ advisories: [name] });
    expect(error?.issues.map(({ message }) => message)).toEqual(['must be a CVE: CVE-2024-1234']);
  });

  it('refuses an update with a blank in it, and names it', () => {
    const { error } = withScope({ updates: ['KB4565503', 'KB 921883'] });
    expect(error?.issues.map(({ path }) => path.join('/'))).toEqual(['terms/scope/updates/1']);
  });
});

describe('a date, or a time with its offset', () => {
  it.each(['2020-07-17', '2020-07-17T14:00Z', '2020-07-17T14:00:30.5-04:00'])('is %s', (text) => {
    expect(when.parse(text)).toBe(text);
  });

  it.each(['soon', '2020-07-17 14:00', '2020-02-30', '2020-07-17T25:00Z'])(
    'is not %s, which is said once',
    (text) => {
      expect(when.safeParse(text).error?.issues).toHaveLength(1);
    },
  );
});
