import type { TrustView } from '@daybreak/protocol/trust';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Mark, useNow } from '../ui/index.ts';
import { currentManifests } from './leave.ts';

/** The way from nothing to the first host that may install, until it has been gone. */
export function ApprovalSteps({ trust }: { readonly trust: TrustView }) {
  const now = useNow();
  const current = currentManifests(trust, now);
  if (current.some(({ isOpen }) => isOpen)) return null;
  const pending = new Set(trust.proposals.map(({ what }) => what));
  const done = stepsDone(trust, pending, current.length > 0);
  return (
    <section className="panel stack" aria-labelledby="steps">
      <h2 id="steps">From here to the first host that may install</h2>
      <ol className="approval-steps">
        <Step at={1} done={done} title="Each approver makes a key">
          Away from this server, and best on a machine of their own:{' '}
          <code>daybreak keys create NAME</code>. It writes <code>NAME.key</code>, which stays with
          its owner, and <code>NAME.pub.json</code>, which is for you.
        </Step>
        <Step at={2} done={done} title="Make the root of trust">
          <Link to="/approvals/root">Choose the approvers' public files</Link> and how many of them
          have to sign. Two of three is a good beginning: one may be away, and none can act alone.
        </Step>
        <Step at={3} done={done} title="Approvers sign the root">
          Give them its file. They run <code>daybreak approve FILE --key NAME.key</code>, read what
          it says, and hand the file back to you.
        </Step>
        <Step at={4} done={done} title="Propose what may be installed, and have it signed">
          {trust.root === null ? (
            'A manifest names packages, just their versions, and on which hosts.'
          ) : (
            <>
              <Link to="/approvals/new">Write a manifest</Link>: packages, just their versions, and
              on which hosts. Approvers sign it as they did the root.
            </>
          )}
        </Step>
        <Step at={5} done={done} title="Open it">
          Signing says what may be installed; opening says that it may be now. You can close it
          again, or halt everything, at any time and alone.
        </Step>
      </ol>
    </section>
  );
}

/** How many of the steps are behind one. */
function stepsDone({ root }: TrustView, pending: ReadonlySet<string>, isApproved: boolean): number {
  if (root === null) return pending.has('root') ? 2 : 0;
  return isApproved ? 4 : 3;
}

interface StepProps {
  readonly at: number;
  readonly done: number;
  readonly title: string;
  readonly children: ReactNode;
}

function Step({ at, done, title, children }: StepProps) {
  const isNext = at === done + 1;
  return (
    <li data-next={isNext || undefined}>
      <h3>
        {at}. {title} {at <= done && <Mark tone="verified">done</Mark>}
        {isNext && <span className="tag tag--neutral">next</span>}
      </h3>
      {at > done && <p>{children}</p>}
    </li>
  );
}
