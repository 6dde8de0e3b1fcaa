import type { WatchedProbe } from '@daybreak/protocol/agent';
import { plainText } from '../plain-text/index.ts';
import type { Finding } from '../probe/index.ts';

/** What is said of one probe from look to look. */
export type Said = Pick<WatchedProbe, 'state' | 'text'>;

const textMax = 500;

/** Its words stay as they were while its state does: a day less of a certificate is no news. */
export function saidNow(before: Said | undefined, { state, text }: Finding): Said {
  if (before?.state === state) return before;
  return { state, text: state === 'ok' ? '' : plainText(text, textMax) };
}

/** What is not well, and was not said already, counts only where a second look finds it not well too. */
export function isDoubtful(before: Said | undefined, { state }: Finding): boolean {
  return state !== 'ok' && state !== before?.state;
}
