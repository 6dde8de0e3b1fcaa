import type { ComplianceOverview } from '@daybreak/protocol/compliance';
import type { DirectiveSummary } from '@daybreak/protocol/directive';
import { Link } from '@tanstack/react-router';
import { numberText, StateBar } from '../ui/index.ts';
import { DueList } from './due-list.tsx';
import { askedOf, partsOf } from './states.ts';
import { scopeText, stateText, titleOf } from './words.ts';

interface DirectiveRowProps {
  readonly directive: DirectiveSummary;
  /** Null while it is not known. */
  readonly overview: ComplianceOverview | null;
  readonly failed: boolean;
}

/** One directive: its clock, what it is about, and how the fleet stands to it. */
export function DirectiveRow({ directive, overview, failed }: DirectiveRowProps) {
  const { id, terms, state } = directive;
  return (
    <li className="panel stack">
      <div className="row row--apart">
        <h2>
          <Link to="/directives/$id" params={{ id }}>
            {titleOf(directive)}
          </Link>
        </h2>
        <span className="tag tag--neutral">{stateText(state)}</span>
      </div>
      {terms !== null && <p className="muted">{scopeText(terms)}</p>}
      {terms !== null && state === 'in-force' && <DueList directive={directive} />}
      {state === 'in-force' && <Counts id={id} overview={overview} failed={failed} />}
    </li>
  );
}

type CountsProps = Pick<DirectiveRowProps, 'overview' | 'failed'> & { readonly id: string };

function Counts({ id, overview, failed }: CountsProps) {
  const found = overview?.directives.find((one) => one.directive === id);
  if (found === undefined) {
    return (
      <p className="muted">{failed ? 'Its hosts could not be counted.' : 'Counting hosts…'}</p>
    );
  }
  const asked = askedOf(found.counts);
  return (
    <>
      <StateBar parts={partsOf(found.counts)} />
      <p className="muted">
        of {numberText(asked)} hosts that are asked; {numberText(found.hosts - asked)} are out of
        scope
      </p>
    </>
  );
}
