import type { UpdateSummary } from '@daybreak/protocol/update';
import type { UpdateDeadline } from '@daybreak/protocol/urgency';
import { Link } from '@tanstack/react-router';
import {
  amountText,
  Count,
  Day,
  ExploitedTag,
  Severity,
  StateBar,
  UpdateLink,
} from '../ui/index.ts';
import { hostParts } from '../update/host-parts.ts';
import { Due } from '../urgency/due.tsx';
import { WhyNow } from '../urgency/why-now.tsx';

interface UpdateRowProps {
  readonly update: UpdateSummary;
  /** The whole fleet. */
  readonly hosts: number;
}

export function UpdateRow({ update, hosts }: UpdateRowProps) {
  return (
    <>
      <div>
        <p className="row update-list__title">
          <UpdateLink update={update.update} />
          <span>{update.title}</span>
        </p>
        {update.deadline !== null && <Deadline deadline={update.deadline} />}
        <p className="row">
          <ExploitedTag count={update.knownExploited.length} />
          <Severity severity={update.severity} />
          <span className="nowrap">
            closes {amountText(update.closes.length, 'advisory', 'advisories')}
          </span>
          <span>
            published <Day date={update.published} />
          </span>
        </p>
      </div>
      <div className="stack">
        <div>
          <Link className="update-list__need" to="/hosts" search={{ update: update.update }}>
            <Count count={update.hosts.exposed} of={hosts} what="hosts need it" />
            <span className="only-read-aloud">: {update.update}</span>
          </Link>
          <StateBar parts={hostParts(update.hosts, hosts)} />
        </div>
      </div>
    </>
  );
}

/** The soonest, and how many hosts stand how to theirs. */
function Deadline({ deadline }: { readonly deadline: UpdateDeadline }) {
  const { soonest, hosts } = deadline;
  const { overdue = 0, waiting = 0, excepted = 0 } = hosts;
  return (
    <>
      <p className="row update-list__due">
        <Due {...soonest} />
        {overdue > 0 && <span>{amountText(overdue, 'host')} overdue</span>}
        {waiting > 0 && <span className="muted">{amountText(waiting, 'host')} told to wait</span>}
        {excepted > 0 && <span className="muted">{amountText(excepted, 'host')} excepted</span>}
      </p>
      <WhyNow deadline={soonest} />
    </>
  );
}
