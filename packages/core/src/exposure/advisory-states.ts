import type { Knowledge } from '../bulletin/index.ts';
import type { AdvisoryState } from './assessment.ts';
import type { JudgedGroup, Judgement } from './findings.ts';

/** Every advisory that was judged: open, unknown, fixed; each worst first, as the knowledge is. */
export function advisoryStates(judgement: Judgement, knowledge: Knowledge): AdvisoryState[] {
  const { open, unknown, fixed } = judgement;
  return [
    ...statesOf(open, 'open', knowledge),
    ...statesOf(unknown, 'unknown', knowledge),
    ...statesOf(fixed, 'fixed', knowledge),
  ];
}

function statesOf(
  groups: readonly JudgedGroup[],
  state: AdvisoryState['state'],
  { updates, advisories: known }: Knowledge,
): AdvisoryState[] {
  const rows = new Array<AdvisoryState>(known.length);
  for (const { advisories, update: by } of groups) {
    const update = updates[by]?.id ?? '';
    for (const at of advisories) {
      const { id: cve = '', severity = '' } = known[at] ?? {};
      rows[at] = { cve, state, severity, update };
    }
  }
  // The places of advisories in other states are empty, and filter leaves those out.
  return rows.filter(() => true);
}
