import { headline, timeText } from '@daybreak/core/notice';
import type { KeptNotice } from '@daybreak/storage/notice';
import { Feed } from 'feed';
import { escaped } from './html.ts';
import { linkTo } from './sending.ts';

/** The newest notices as an Atom feed. Its address is not in it: that holds the token. */
export function atomFeed(notices: readonly KeptNotice[], origin: string, now: Date): string {
  const newest = notices[0];
  const feed = new Feed({
    id: `${origin}/`,
    title: 'Daybreak: deadlines',
    link: `${origin}/`,
    updated: newest === undefined ? now : new Date(newest.atMs),
    generator: 'Daybreak',
    author: { name: 'Daybreak' },
  });
  for (const notice of notices) feed.addItem(entryOf(notice, origin));
  return feed.atom1();
}

/** Said as it was when it was told: an entry that was read does not change. */
function entryOf(notice: KeptNotice, origin: string) {
  const { id, title, policy, tier, reasons, dueMs, atMs } = notice;
  const due = `Due ${timeText(dueMs)}, by policy ${policy}: ${tier}`;
  return {
    id: `urn:uuid:${id}`,
    title: plain(headline(notice, atMs)),
    link: linkTo(origin, notice.update),
    date: new Date(atMs),
    description: plain([title, due, reasons].filter((line) => line !== '').join('. ')),
  };
}

/** The feed says that its text is HTML; and what XML can not hold is left out. */
function plain(text: string): string {
  return escaped(text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ''));
}
