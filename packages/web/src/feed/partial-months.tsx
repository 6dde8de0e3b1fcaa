import type { FeedStatus } from '@daybreak/protocol/feed';
import { amountText } from '../ui/index.ts';

/** Why months are partial, in words: what the calendar says on hover only. */
export function PartialMonths({ months }: Pick<FeedStatus, 'months'>) {
  const partial = months.filter(({ state }) => state === 'partial').toReversed();
  if (partial.length === 0) return null;
  return (
    <details>
      <summary>Why {amountText(partial.length, 'month')} are partial</summary>
      <dl className="facts">
        {partial.map(({ month, reason }) => (
          <div key={month} style={{ display: 'contents' }}>
            <dt>{month}</dt>
            <dd>{reason}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
