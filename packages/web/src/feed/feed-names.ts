import type { FeedStatus } from '@daybreak/protocol/feed';

type FeedName = FeedStatus['name'];

interface FeedKind {
  /** What it is, for people. */
  readonly title: string;
  /** False for an archive: it ends where it ends, and nothing newer is missing from it. */
  readonly ongoing: boolean;
}

/** What each feed is, in the order in which they are shown. */
export const feedKinds: Readonly<Record<FeedName, FeedKind>> = {
  msrc: { title: "Microsoft's security update guide", ongoing: true },
  definitions: { title: 'Table of definitions', ongoing: true },
  kev: { title: 'Known exploited vulnerabilities', ongoing: true },
  epss: { title: 'Exploit prediction scores (EPSS)', ongoing: true },
  vulnrichment: { title: 'SSVC decision points (Vulnrichment)', ongoing: true },
  bulletins: { title: 'Archive of bulletins', ongoing: false },
};

/** In the order in which they are shown. */
export function inOrder(feeds: readonly FeedStatus[]): FeedStatus[] {
  const order = Object.keys(feedKinds);
  return feeds.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}
