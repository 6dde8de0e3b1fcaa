import './updates-to-install.css';
import type { UpdateToInstall, Verdict } from '@daybreak/protocol/exposure';
import type { HostDetail } from '@daybreak/protocol/host';
import type { HostsDeadline } from '@daybreak/protocol/urgency';
import { amountText, Day, EvidenceText, ExploitedTag, Rule, UpdateLink } from '../ui/index.ts';
import { Due } from '../urgency/due.tsx';
import { WhyNow } from '../urgency/why-now.tsx';
import { AdvisoryNames } from './advisory-names.tsx';

interface UpdatesToInstallProps {
  readonly updates: readonly UpdateToInstall[];
  readonly verdict: Verdict;
  readonly deadlines: HostDetail['deadlines'];
}

/** The smallest set that closes what is open, each with its evidence. */
export function UpdatesToInstall({ updates, verdict, deadlines }: UpdatesToInstallProps) {
  return (
    <section className="panel" aria-labelledby="install">
      <h2 id="install">
        Install now:{' '}
        {verdict === 'unknown' && updates.length === 0
          ? 'not known'
          : amountText(updates.length, 'update')}
      </h2>
      {updates.length === 0 && (
        <p className="muted">
          {verdict === 'clean'
            ? 'Nothing is missing.'
            : 'None is named. That does not mean that none is needed: see above.'}
        </p>
      )}
      <ol className="install-list">
        {updates.map((update) => (
          <li key={update.update}>
            <UpdateItem
              update={update}
              deadline={deadlines.find((one) => one.update === update.update)?.deadline}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface UpdateItemProps {
  readonly update: UpdateToInstall;
  readonly deadline: HostsDeadline | undefined;
}

function UpdateItem({ update, deadline }: UpdateItemProps) {
  return (
    <>
      <p className="row">
        <strong>
          <UpdateLink update={update.update} />
        </strong>
        <span>{update.title}</span>
        <ExploitedTag count={update.knownExploited.length} />
        <span className="muted">
          published <Day date={update.published} />
        </span>
      </p>
      {deadline !== undefined && (
        <p className="row">
          <Due {...deadline} />
          <WhyNow deadline={deadline} />
        </p>
      )}
      <p>
        Because <EvidenceText text={update.because} /> <Rule rule={update.rule} />
      </p>
      <details>
        <summary>closes {amountText(update.closes.length, 'advisory', 'advisories')}</summary>
        <AdvisoryNames names={update.closes} exploited={update.knownExploited} />
      </details>
    </>
  );
}
