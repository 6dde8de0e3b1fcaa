import { Mark, numberText } from '../ui/index.ts';
import { type CoverageYear, countCells } from './coverage.ts';

/** How many months are complete, partial, missing: the legend of the calendar as well. */
export function CoverageCounts({ years }: { readonly years: readonly CoverageYear[] }) {
  const { complete, partial, missing } = countCells(years);
  return (
    <p className="row">
      <Mark tone={complete > 0 ? 'verified' : 'neutral'}>{numberText(complete)} complete</Mark>
      <Mark tone={partial > 0 ? 'unsure' : 'neutral'}>{numberText(partial)} partial</Mark>
      <Mark tone={missing > 0 ? 'unsure' : 'neutral'}>{numberText(missing)} missing</Mark>
      <span className="muted">of {numberText(complete + partial + missing)} months</span>
    </p>
  );
}
