import type { TrustView } from '@daybreak/protocol/trust';
import { Link } from '@tanstack/react-router';
import { CopyCommand } from '../enrolment/copy-command.tsx';
import { Until } from '../enrolment/until.tsx';

/** Whom hosts believe. */
export function RootOfTrust({ root }: { readonly root: NonNullable<TrustView['root']> }) {
  const { version, approvers, threshold, expires, serverKey, sha256 } = root;
  return (
    <section className="panel stack" aria-labelledby="root">
      <div className="row row--apart">
        <h2 id="root">Root of trust, version {version}</h2>
        <Link to="/approvals/root">Change approvers, or the server's key…</Link>
      </div>
      <p>
        Hosts believe nobody else. {threshold} of {approvers.length} approvers say what may be
        installed; the server says only when.
      </p>
      <dl className="facts">
        <dt>Approvers</dt>
        <dd>
          <ul>
            {approvers.map(({ keyId, name }) => (
              <li key={keyId}>
                {name} <LongId id={keyId} what={`the key id of ${name}`} />
              </li>
            ))}
          </ul>
        </dd>
        <dt>Expires</dt>
        <dd>
          <Until at={expires} />
        </dd>
        <dt>Server's key</dt>
        <dd>
          <LongId id={serverKey} what="the id of the server's key" />
        </dd>
        <dt>This root</dt>
        <dd>
          <LongId id={sha256} what="the SHA-256 of the root" />
        </dd>
      </dl>
    </section>
  );
}

/** An id by which one compares: shortened, whole on demand. */
function LongId({ id, what }: { readonly id: string; readonly what: string }) {
  return (
    <details className="long-id">
      <summary aria-label={`Show ${what}`}>
        <code>{id.slice(0, 12)}…</code>
      </summary>
      <div className="stack">
        <CopyCommand command={id} what={what} />
      </div>
    </details>
  );
}
