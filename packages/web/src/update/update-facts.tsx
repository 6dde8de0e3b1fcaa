import type { UpdateDetail } from '@daybreak/protocol/update';
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
import { hostParts } from './host-parts.ts';

interface UpdateFactsProps {
  readonly detail: UpdateDetail;
  /** The whole fleet; null while it is not known. */
  readonly fleetHosts: number | null;
}

/** What the update is, and how far it has come. */
export function UpdateFacts({ detail, fleetHosts }: UpdateFactsProps) {
  const { update, supersedes } = detail;
  const concerned = update.hosts.exposed + update.hosts.fixed + update.hosts.unknown;
  return (
    <section className="panel stack" aria-labelledby="what">
      <div className="row">
        <h2 id="what">{update.title}</h2>
        <ExploitedTag count={update.knownExploited.length} />
      </div>
      <dl className="facts">
        <dt>Published</dt>
        <dd>
          <Day date={update.published} />
        </dd>
        <dt>Severity</dt>
        <dd>
          <Severity severity={update.severity} />
        </dd>
        <dt>Closes</dt>
        <dd>{amountText(update.closes.length, 'advisory', 'advisories')} open on your hosts</dd>
        <dt>Replaces</dt>
        <dd>
          <Replaced updates={supersedes} />
        </dd>
      </dl>
      <div>
        <Link to="/hosts" search={{ update: update.update }}>
          <Count count={update.hosts.exposed} of={fleetHosts ?? concerned} what="hosts need it" />
        </Link>
        <StateBar parts={hostParts(update.hosts, fleetHosts ?? concerned)} />
      </div>
    </section>
  );
}

function Replaced({ updates }: { readonly updates: readonly string[] }) {
  if (updates.length === 0) return <span className="muted">no update that the feeds name</span>;
  return (
    <span className="row">
      {updates.map((update) => (
        <UpdateLink key={update} update={update} />
      ))}
    </span>
  );
}
