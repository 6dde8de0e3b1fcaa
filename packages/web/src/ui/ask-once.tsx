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
  /** What the two buttons say, where `Remove it` and `Keep it` would be no answer. */
  readonly yes?: string;
  readonly no?: string;
  /** What then happens. */
  readonly children: ReactNode;
}

/** The question before something is done that cannot be taken back. */
export function Ask(props: AskProps) {
  const { verb, act, onKeep, yes = `${verb} it`, no = 'Keep it', children } = props;
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
          {yes}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onKeep}>
          {no}
        </Button>
      </div>
      {act.error !== null && <ProblemNotice error={act.error} />}
    </>
  );
}

interface AskOnceProps extends Omit<AskProps, 'onKeep'> {
  /** What the button is about, for those who hear it alone. */
  readonly what: string;
  /** For what must not be missed. */
  readonly isLoud?: boolean;
}

const compact = { size: 'compact-sm', variant: 'default' } as const;

/** A button that asks once. */
export function AskOnce({ what, ...question }: AskOnceProps) {
  const [asked, setAsked] = useState(false);
  const { verb, isLoud = false } = question;
  if (asked) return <Ask {...question} onKeep={() => setAsked(false)} />;
  const look = isLoud ? ({ color: 'red' } as const) : compact;
  return (
    <div className="row">
      <Button {...look} aria-label={`${verb} ${what}…`} onClick={() => setAsked(true)}>
        {isLoud ? `${verb} ${what}…` : `${verb}…`}
      </Button>
    </div>
  );
}
