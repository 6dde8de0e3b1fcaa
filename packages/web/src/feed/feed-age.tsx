import { Link } from '@tanstack/react-router';
import { Day, Mark, useNow } from '../ui/index.ts';
import { isStale } from './freshness.ts';

/** Up to when the feeds know, and whether that is enough. */
export function FeedAge({ asOf }: { readonly asOf: string | null }) {
  const now = useNow();
  if (asOf === null) {
    return (
      <Mark tone="unsure">
        <Link to="/feeds">no feeds</Link>
      </Mark>
    );
  }
  return (
    <span className="row">
      <Mark tone={isStale(asOf, now) ? 'unsure' : 'verified'}>
        <Link to="/feeds">feeds{isStale(asOf, now) && ' out of date'}</Link>
      </Mark>
      <span>
        up to <Day date={asOf} />
      </span>
    </span>
  );
}
