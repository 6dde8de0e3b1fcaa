import type { TrustView } from '@daybreak/protocol/trust';
import { Button } from '@mantine/core';
import { useRef } from 'react';
import { Age, AskOnce, Mark, ProblemNotice, useNow } from '../ui/index.ts';
import { currentManifests, leaveOf } from './leave.ts';
import { leaveWords } from './leave-words.ts';
import { usePacing } from './use-pacing.ts';
import { waitingText } from './waiting-text.ts';

/** May hosts install anything now, who says so, and the way to stop it. */
export function LeavePanel({ trust }: { readonly trust: TrustView }) {
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const leave = leaveOf(trust, now);
  const { tone, answer, means } = leaveWords(leave, trust, now);
  // What had the focus goes away with it.
  const onDone = () => heading.current?.focus();
  return (
    <section className={`panel stack leave leave--${tone}`} aria-labelledby="leave">
      <h2 id="leave" ref={heading} tabIndex={-1}>
        <span className="leave__question">May hosts install anything now?</span>
        <Mark tone={tone}>{answer}</Mark>
      </h2>
      <p>{means}</p>
      <Facts trust={trust} />
      {trust.root !== null &&
        (trust.pacing.stopped ? <GoOn trust={trust} onDone={onDone} /> : <Halt onDone={onDone} />)}
    </section>
  );
}

function Facts({ trust: { root, pacing, proposals } }: { readonly trust: TrustView }) {
  return (
    <dl className="facts">
      <dt>Who approves</dt>
      <dd>{root === null ? 'nobody' : approversText(root)}</dd>
      <dt>Waiting</dt>
      <dd>
        {proposals.length === 0
          ? 'nothing is before approvers'
          : proposals.map((one) => (
              <div key={one.id}>
                <a href={`#proposal-${one.id}`}>{waitingText(one)}</a>
              </div>
            ))}
      </dd>
      {pacing.changedAt !== null && (
        <>
          <dt>{pacing.stopped ? 'Halted' : 'Last changed'}</dt>
          <dd>
            by {pacing.changedBy}, <Age at={pacing.changedAt} />
          </dd>
        </>
      )}
    </dl>
  );
}

function approversText({ threshold, approvers }: NonNullable<TrustView['root']>): string {
  return `${threshold} of ${approvers.length}: ${approvers.map(({ name }) => name).join(', ')}`;
}

interface ChangeProps {
  readonly onDone: () => void;
}

/** It is for the moment in which something goes wrong: one click, one question. */
function Halt({ onDone }: ChangeProps) {
  const halt = usePacing({ stopped: true }, onDone);
  return (
    <AskOnce
      verb="Halt"
      what="everything"
      isLoud
      yes="Halt everything now"
      no="Do not halt"
      act={halt}
    >
      No host begins anything from its next contact on. Hosts that cannot be reached stop by
      themselves within minutes.
    </AskOnce>
  );
}

function GoOn({ trust, onDone }: ChangeProps & { readonly trust: TrustView }) {
  const now = useNow();
  const goOn = usePacing({ stopped: false }, onDone);
  const open = currentManifests(trust, now).filter(({ isOpen }) => isOpen);
  return (
    <div className="stack">
      <p>
        {open.length === 0
          ? 'Nothing is open: with an end of the halt alone, nothing begins.'
          : `Open, and to be begun again at once: ${open.map(({ manifest }) => manifest.title).join('; ')}.`}
      </p>
      {goOn.error !== null && <ProblemNotice error={goOn.error} />}
      <div>
        <Button variant="default" loading={goOn.isPending} onClick={() => goOn.mutate()}>
          Go on: end the halt
        </Button>
      </div>
    </div>
  );
}
