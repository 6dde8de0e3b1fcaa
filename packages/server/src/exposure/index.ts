/** What the server asks about exposure; answered from the knowledge that the feeds left. */

import type { FeedStatus } from '@daybreak/core/bulletin';
import type { Assessment, Summary } from '@daybreak/core/exposure';
import type { Host } from '@daybreak/core/inventory';
import type { ThreatKnowledge } from '@daybreak/core/threat';
import type { ExposureOnDay } from './on-day.ts';

/** How much is known, and up to when. */
export interface KnowledgeStatus {
  /** False while no feed has been read: every host is unknown then. */
  readonly ready: boolean;
  /** ISO date of the newest knowledge; null when there is none. */
  readonly asOf: string | null;
}

/** What is known of how advisories are attacked. */
export interface VersionedThreats {
  /** Another text whenever an answer may be another. */
  readonly version: string;
  readonly knowledge: ThreatKnowledge;
}

export { IndexExposure } from './index-exposure.ts';
export { type ExposureOnDay, ProductsOnDay } from './on-day.ts';

export interface ExposureService {
  status(): KnowledgeStatus;
  /**
   * Names everything that an assessment of this host rests on beside the host itself (what is known
   * of its product, and the date of the question): the same text, the same answer. It has to be
   * quick, and should stay the same when a bulletin does not name the host's product.
   */
  basisOf(host: Host): string;
  /**
   * Advisories that an authority lists as exploited today: the same set as long as that does not
   * change. No part of a basis, so that a new entry has nothing assessed anew.
   */
  listedExploited(): ReadonlySet<string>;
  /** The same object as long as nothing new is known. */
  threats(): VersionedThreats;
  /** Never throws for a host: one that nothing is known about is `unknown`. */
  assess(host: Host): Assessment;
  /** The same answer in short, for lists of many hosts. */
  summarise(host: Host): Summary;
  /** What was known by the end of an ISO day; today's for today. */
  onDay(day: string): ExposureOnDay;
  /** The feeds as they are now. */
  feeds(): readonly FeedStatus[];
}
