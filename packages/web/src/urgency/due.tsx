import type { HostsDeadline } from '@daybreak/protocol/urgency';
import { Tooltip } from '@mantine/core';
import { Mark, useNow } from '../ui/index.ts';
import { dateText, exactTime } from '../ui/time-text.ts';
import { timeLeft } from './time-left.ts';

const events = { hover: true, focus: true, touch: true };
const dayMs = 86_400_000;
/** So that the exact time can be read without a mouse. */
const focusable = { tabIndex: 0 };

type DueProps = Pick<HostsDeadline, 'state' | 'due' | 'until'>;

/** When the time is up, in words, with its shape and colour: overdue is a breach now. */
export function Due({ state, due, until }: DueProps) {
  const now = useNow(30_000);
  if (state === 'excepted' || state === 'waiting') {
    const word = state === 'excepted' ? 'excepted' : 'told to wait';
    const end = until?.date == null ? '' : ` until ${dateText(until.date)}`;
    return <Mark tone="neutral">{`${word}${end}`}</Mark>;
  }
  if (due === null) return <Mark tone="neutral">with the next upgrade</Mark>;
  const time = new Date(due);
  const isOver = time <= now;
  const isNear = time.getTime() - now.getTime() <= dayMs;
  return (
    <Tooltip label={exactTime(time)} events={events}>
      <time dateTime={due} {...focusable}>
        <Mark tone={isOver || isNear ? 'act' : 'neutral'}>
          {isOver ? `overdue, due ${timeLeft(time, now)}` : `due ${timeLeft(time, now)}`}
        </Mark>
      </time>
    </Tooltip>
  );
}
