import type { TrustView } from '@daybreak/protocol/trust';
import { useRef, useState } from 'react';
import { Until } from '../enrolment/until.tsx';
import { amountText, Mark, numberText, TableFrame, useNow } from '../ui/index.ts';
import { currentManifests, hasPassed } from './leave.ts';
import { ManifestRow } from './manifest-row.tsx';

/** What approvers have signed, and what of it is open. */
export function Manifests({ trust }: { readonly trust: TrustView }) {
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const [told, setTold] = useState('');
  const { manifests } = trust;
  const open = currentManifests(trust, now).filter(({ isOpen }) => isOpen).length;
  const tell = (words: string) => {
    setTold(words);
    heading.current?.focus();
  };
  return (
    <section className="panel stack" aria-labelledby="manifests">
      <h2 id="manifests" ref={heading} tabIndex={-1}>
        Approved: {amountText(manifests.length, 'manifest')}
        {manifests.length > 0 && `, ${numberText(open)} open`}
      </h2>
      <Expiry expires={trust.manifestsExpire} now={now} />
      <p role="status">{told}</p>
      {manifests.length === 0 ? (
        <p className="muted">None. Without one, hosts install nothing.</p>
      ) : (
        <TableFrame label="Approved manifests">
          <table className="table cards manifests">
            <thead>
              <tr>
                <th scope="col">What for</th>
                <th scope="col">Where</th>
                <th scope="col">Installs</th>
                <th scope="col">Until</th>
                <th scope="col">State</th>
                <th scope="col">
                  <span className="only-read-aloud">Open, close or take away</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {manifests.map((one) => (
                <ManifestRow key={one.sha256} approved={one} trust={trust} onTold={tell} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </section>
  );
}

const soonMs = 14 * 86_400_000;

/** Silent while there is time. */
function Expiry({ expires, now }: { readonly expires: string | null; readonly now: Date }) {
  if (expires === null) return null;
  const isOver = hasPassed(expires, now);
  const isSoon = isOver || new Date(expires).getTime() - now.getTime() < soonMs;
  return (
    <p className={isSoon ? '' : 'muted'}>
      {isSoon && <Mark tone={isOver ? 'act' : 'unsure'}>{isOver ? 'expired' : 'soon'}</Mark>}{' '}
      Approvers have to sign the list anew by <Until at={expires} />: any new manifest does that.
    </p>
  );
}
