import {
  type ComplianceCounts,
  type ComplianceState,
  complianceState,
} from '@daybreak/protocol/compliance';
import { numberText } from '../ui/index.ts';
import type { DirectiveSearch } from './search.ts';
import { shownStates } from './states.ts';

interface StateTabsProps {
  readonly counts: ComplianceCounts;
  /** Hosts in these are listed. */
  readonly shown: readonly ComplianceState[];
  readonly onShow: (show: DirectiveSearch['show']) => void;
}

/** Which hosts are listed: a button for each state that hosts are in, the gravest first. */
export function StateTabs({ counts, shown, onShow }: StateTabsProps) {
  const isAll = shown.length === complianceState.options.length;
  const [only] = shown.length === 1 ? shown : [];
  const states = complianceState.options.filter((one) => counts[one] > 0 || one === only);
  return (
    <div className="stack">
      <fieldset className="row state-tabs" aria-label="Show the hosts that are">
        {states.map((one) => (
          <button key={one} type="button" aria-pressed={one === only} onClick={() => onShow(one)}>
            {shownStates[one].word} <strong>{numberText(counts[one])}</strong>
          </button>
        ))}
        <button type="button" aria-pressed={isAll} onClick={() => onShow('all')}>
          every host
        </button>
      </fieldset>
      {only !== undefined && (
        <p className="muted">
          {shownStates[only].word}: {shownStates[only].means}
        </p>
      )}
    </div>
  );
}
