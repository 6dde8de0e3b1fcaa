import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ProblemNotice } from './problem-notice.tsx';

/** What is done once somebody has said yes; a mutation is one. */
interface Act {
  readonly mutate: () => void;
  readonly isPending: boolean;
  readonly error: Error | null;
}

interface AskProps {
  /** `Remove`, `Revoke`. */
  readonly verb: string;
  readonly act: Act;
  readonly onKeep: () => void;
  /** What then happens. */
  readonly children: ReactNode;
}

/** The question before something is done that cannot be taken back. */
export function Ask({ verb, act, onKeep, children }: AskProps) {
  return (
    <>
      <div className="row">
        <span>{children}</span>
        <Button
          size="compact-sm"
          color="red"
          loading={act.isPending}
          onClick={() => act.mutate()}
          autoFocus
        >
          {verb} it
        </Button>
        <Button size="compact-sm" variant="default" onClick={onKeep}>
          Keep it
        </Button>
      </div>
      {act.error !== null && <ProblemNotice error={act.error} />}
    </>
  );
}

interface AskOnceProps extends Omit<AskProps, 'onKeep'> {
  /** What the button is about, for those who hear it alone. */
  readonly what: string;
}

/** A button that asks once. */
export function AskOnce({ what, verb, act, children }: AskOnceProps) {
  const [asked, setAsked] = useState(false);
  if (asked) {
    return (
      <Ask verb={verb} act={act} onKeep={() => setAsked(false)}>
        {children}
      </Ask>
    );
  }
  return (
    <div className="row">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${verb} ${what}…`}
        onClick={() => setAsked(true)}
      >
        {verb}…
      </Button>
    </div>
  );
}
