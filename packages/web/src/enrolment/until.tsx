import { useNow } from '../ui/index.ts';
import { exactTime, relativeTime } from '../ui/time-text.ts';

/** A time to come: `Fri 21 Jun 2024, 10:00:00 CEST (in 23 hours)`. */
export function Until({ at }: { readonly at: string }) {
  const now = useNow();
  const time = new Date(at);
  return (
    <>
      <time dateTime={at}>{exactTime(time)}</time>{' '}
      <span className="muted nowrap">({relativeTime(time, now)})</span>
    </>
  );
}
