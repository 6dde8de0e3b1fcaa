import type { ComplianceOverview } from '@daybreak/protocol/compliance';
import { describe, expect, it } from 'vitest';
import { bySoonest } from './by-soonest.ts';

const now = Date.parse('2024-06-20T08:00:00.000Z');
const at = (text: string) => ({ at: `${text}T00:00:00.000Z`, why: null });
const one = (id: string, due: { at: string | null; why: string | null }[]) => ({
  ...{ id, due },
  state: 'in-force' as const,
});

function overdueIn(...ids: readonly string[]): ComplianceOverview {
  const counts = { overdue: 1 } as ComplianceOverview['directives'][number]['counts'];
  const directives = ids.map((directive) => ({ directive, hosts: 2, counts }));
  return { asOf: '2024-06-20T08:00:00.000Z', directives };
}

describe('the order of directives', () => {
  const later = one('later', [at('2024-07-09')]);
  const soon = one('soon', [at('2024-06-01'), at('2024-06-22')]);
  const past = one('past', [at('2024-06-01')]);
  const unknown = one('unknown', [{ at: null, why: 'not known' }]);
  const gone = { ...one('gone', [at('2024-06-21')]), state: 'withdrawn' as const };
  const ids = (overview: ComplianceOverview | null) =>
    bySoonest([gone, past, later, unknown, soon], overview, now).map(({ id }) => id);

  it('is by the next time that ends; those without one, and what is withdrawn, come last', () => {
    expect(ids(null)).toEqual(['soon', 'later', 'past', 'unknown', 'gone']);
  });

  it('has those with overdue hosts first', () => {
    expect(ids(overdueIn('later', 'past'))).toEqual(['later', 'past', 'soon', 'unknown', 'gone']);
  });
});
