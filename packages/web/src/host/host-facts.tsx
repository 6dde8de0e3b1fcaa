import type { HostDetail } from '@daybreak/protocol/host';
import { Age } from '../ui/index.ts';

/** What its inventory says, and which files that came from. */
export function HostFacts({ detail }: { readonly detail: HostDetail }) {
  const { host, assessment, architecture, sources } = detail;
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl className="facts">
        <dt>Operating system</dt>
        <dd>{host.osName}</dd>
        <dt>Product</dt>
        <dd>{assessment.product || <span className="muted">none that the bulletins know</span>}</dd>
        <dt>{host.system === 'windows' ? 'Build' : 'Runs'}</dt>
        <dd>
          <code>{host.build}</code> ({architecture})
        </dd>
        <dt>Domain</dt>
        <dd>{host.domain || <span className="muted">none</span>}</dd>
        <dt>Group</dt>
        <dd>{host.group || <span className="muted">none</span>}</dd>
        <dt>Last seen</dt>
        <dd>
          <Age at={host.lastSeen} />, first <Age at={host.firstSeen} />
        </dd>
        <dt>Known from</dt>
        <dd>{sources.join(', ')}</dd>
      </dl>
    </section>
  );
}
