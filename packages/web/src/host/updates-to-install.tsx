import './updates-to-install.css';
import type { UpdateToInstall, Verdict } from '@daybreak/protocol/exposure';
import { amountText, Day, EvidenceText, ExploitedTag, Rule, UpdateLink } from '../ui/index.ts';
import { AdvisoryNames } from './advisory-names.tsx';

interface UpdatesToInstallProps {
  readonly updates: readonly UpdateToInstall[];
  readonly verdict: Verdict;
}

/** The smallest set that closes what is open, each with its evidence. */
export function UpdatesToInstall({ updates, verdict }: UpdatesToInstallProps) {
  return (
    <section className="panel" aria-labelledby="install">
      <h2 id="install">Install now: {amountText(updates.length, 'update')}</h2>
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
            <UpdateItem update={update} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function UpdateItem({ update }: { readonly update: UpdateToInstall }) {
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
