import type { Knowledge } from '../bulletin/index.ts';
import type { Summary } from './assessment.ts';
import type { JudgedGroup, Judgement } from './findings.ts';

/** Ids of the updates that close what is in each state, or that closed it; each once. */
export function updatesByState(judgement: Judgement, { updates }: Knowledge): Summary['updates'] {
  const idsOf = (groups: readonly JudgedGroup[]): readonly string[] =>
    [...new Set(groups.map(({ update }) => update))].map((at) => updates[at]?.id ?? '');
  const { open, unknown, fixed } = judgement;
  return { open: idsOf(open), unknown: idsOf(unknown), fixed: idsOf(fixed) };
}
