import type { FeedStatus } from '@daybreak/protocol/feed';

/** What each feed is, for people. */
export const feedNames: Readonly<Record<FeedStatus['name'], string>> = {
  msrc: "Microsoft's security update guide",
  definitions: 'Table of definitions',
  bulletins: 'Bulletins kept by hand',
  kev: 'Known exploited vulnerabilities (CISA)',
};
