import type { UpdateSummary } from '@daybreak/protocol/update';
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
          <ExploitedTag count={update.knownExploited.length} />
        </p>
        <p className="row">
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
