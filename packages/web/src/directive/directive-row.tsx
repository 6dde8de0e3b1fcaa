import type { ComplianceOverview } from '@daybreak/protocol/compliance';
import type { DirectiveSummary } from '@daybreak/protocol/directive';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Mark, numberText, StateBar } from '../ui/index.ts';
import { DueList } from './due-list.tsx';
import { NobodyAsked } from './nobody-asked.tsx';
import { askedOf, partsOf } from './states.ts';
import { scopeText, stateText, titleOf } from './words.ts';

interface DirectiveRowProps {
  readonly directive: DirectiveSummary;
  /** Null while it is not known. */
  readonly overview: ComplianceOverview | null;
  readonly failed: boolean;
  /** Counts again. */
  readonly onRetry: () => void;
}

/** One directive: its clock, what it is about, and how the fleet stands to it. */
export function DirectiveRow({ directive, ...counted }: DirectiveRowProps) {
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
      {state === 'in-force' && <Counts id={id} {...counted} />}
    </li>
  );
}

type CountsProps = Omit<DirectiveRowProps, 'directive'> & { readonly id: string };

function Counts({ id, overview, failed, onRetry }: CountsProps) {
  const found = overview?.directives.find((one) => one.directive === id);
  if (found === undefined) {
    return failed ? (
      <p className="row">
        <Mark tone="unsure">Its hosts could not be counted: it is not known who complies</Mark>
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          Try again
        </Button>
      </p>
    ) : (
      <p className="muted">Counting hosts…</p>
    );
  }
  const asked = askedOf(found.counts);
  return (
    <>
      {asked === 0 && found.hosts > 0 && <NobodyAsked />}
      <StateBar parts={partsOf(found.counts)} />
      <p className="muted">
        of {numberText(asked)} hosts that are asked; {numberText(found.hosts - asked)} are out of
        scope
      </p>
    </>
  );
}
