import { Tooltip } from '@mantine/core';
import { useNow } from './clock.ts';
import { dateText, exactTime, relativeDay, relativeTime } from './time-text.ts';

const events = { hover: true, focus: true, touch: true };

interface AgeProps {
  /** ISO time. */
  readonly at: string;
  /** False in long tables, where a stop for the Tab key in each row would be in the way. */
  readonly focusable?: boolean;
}

/** How long ago; the exact time with its zone on hover and focus. */
export function Age({ at, focusable = true }: AgeProps) {
  const now = useNow();
  const time = new Date(at);
  return (
    <Tooltip label={exactTime(time)} events={events}>
      <time className="nowrap" dateTime={at} {...(focusable ? { tabIndex: 0 } : {})}>
        {relativeTime(time, now)}
      </time>
    </Tooltip>
  );
}

/** A day as a date and how long ago it was: "11 Jun 2024 (2 years ago)". */
export function Day({ date }: { readonly date: string }) {
  const now = useNow();
  if (date === '') return <span className="muted">date not given</span>;
  return (
    <span>
      <time className="nowrap" dateTime={date}>
        {dateText(date)}
      </time>{' '}
      <span className="muted nowrap">({relativeDay(date, now)})</span>
    </span>
  );
}
