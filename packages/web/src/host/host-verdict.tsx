import type { HostDetail } from '@daybreak/protocol/host';
import { amountText, EvidenceText, ExploitedTag, Mark, VerdictMark } from '../ui/index.ts';

/** The verdict, what it rests on, and what a reader must know to take it rightly. */
export function HostVerdict({ detail }: { readonly detail: HostDetail }) {
  const { host, assessment, inventoryWarnings } = detail;
  const warnings = [...new Set([...assessment.warnings, ...inventoryWarnings])];
  return (
    <section className="panel stack" aria-labelledby="verdict">
      <div className="row">
        <h2 id="verdict">
          <VerdictMark state={assessment.verdict} />
        </h2>
        <span>{summary(detail)}</span>
        <ExploitedTag count={host.knownExploited} />
        {host.example && <span className="tag tag--neutral">example</span>}
      </div>
      {warnings.length > 0 && (
        <ul>
          {warnings.map((warning) => (
            <li key={warning}>
              <Mark tone="unsure">note</Mark> <EvidenceText text={warning} />
            </li>
          ))}
        </ul>
      )}
      <Basis feeds={assessment.feeds} />
    </section>
  );
}

function summary({ host, assessment }: HostDetail): string {
  const open = amountText(host.open, 'advisory', 'advisories');
  switch (assessment.verdict) {
    case 'exposed':
      return `${amountText(host.toInstall, 'update')} to install now, ${open} open`;
    case 'unknown':
      return `it could not be decided whether this host is exposed${host.open > 0 ? `; ${open} known to be open` : ''}`;
    case 'clean':
      return 'nothing that the feeds know is open on it';
    default:
      return assessment.verdict satisfies never;
  }
}

function Basis({ feeds }: Pick<HostDetail['assessment'], 'feeds'>) {
  if (feeds.length === 0) return <Mark tone="unsure">based on no feed at all</Mark>;
  return (
    <p className="muted">
      Based on{' '}
      {feeds
        .map(
          ({ name, asOf, covers }) =>
            `${name} (${covers}${asOf === null ? '' : `; up to ${asOf}`})`,
        )
        .join(', ')}
      .
    </p>
  );
}
