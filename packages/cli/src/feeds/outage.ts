/** What is told of publishers that could not be reached. */
import type { FeedOutage } from '@daybreak/feeds/feed';

/** Without the address, for those who tell that beside it. */
export function outageReason({ address, message }: FeedOutage): string {
  const start = `${address}: `;
  return message.startsWith(start) ? message.slice(start.length) : message;
}

/** What to do where not one publisher gave any answer: there may be no way out. Null elsewhere. */
export function outageAdvice(outages: readonly FeedOutage[]): string | null {
  const unreachable = outages.length > 0 && outages.every(({ status }) => status === null);
  return unreachable
    ? 'Where there is no way out, bring their documents in a folder: daybreak feeds sync --from FOLDER'
    : null;
}
