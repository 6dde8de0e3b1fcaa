import type { DirectiveSummary } from '@daybreak/protocol/directive';
import { Tooltip } from '@mantine/core';
import { useNow } from '../ui/index.ts';
import { exactTime } from '../ui/time-text.ts';
import { timeLeft } from '../urgency/time-left.ts';
import { actionWord, clockText } from './words.ts';

const events = { hover: true, focus: true, touch: true };
/** So that the exact time can be read without a mouse. */
const focusable = { tabIndex: 0 };

/** Each demand with its clock: "patch by 24 Jul 2020 (America/New_York), due in 3 d 4 h". */
export function DueList({ directive }: { readonly directive: DirectiveSummary }) {
  const { terms, due, zone } = directive;
  return (
    <ul className="due-list">
      {terms?.demands.map((demand, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: demands have no name, and never change places
        <li key={at}>
          <strong>{actionWord(demand.action)}</strong> {clockText(demand.clock, zone)}
          {demand.roles.length > 0 && ` (role ${demand.roles.join(', ')})`}
          <Due at={due[at]?.at ?? null} zone={zone} />
          {demand.note !== '' && <span className="muted"> — {demand.note}</span>}
        </li>
      ))}
    </ul>
  );
}

function Due({ at, zone }: { readonly at: string | null; readonly zone: string }) {
  const now = useNow(30_000);
  if (at === null) return null;
  const time = new Date(at);
  return (
    <>
      {', '}
      <Tooltip label={exactTime(time, zone)} events={events}>
        <time className="nowrap" dateTime={at} {...focusable}>
          {time <= now ? 'was due' : 'due'} {timeLeft(time, now)}
        </time>
      </Tooltip>
    </>
  );
}
