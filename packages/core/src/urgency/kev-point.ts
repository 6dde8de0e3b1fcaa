/** Whether CISA's catalogue lists an advisory. */
import type { KnownThreat } from './known-threat.ts';
import { points } from './point.ts';
import { assumedToBe, known, news, outdated, type Reading, unknown } from './reading.ts';
import { staleness } from './stale.ts';

/** ISO date of the catalogue's first edition. */
const kevBegan = '2021-11-03';

const catalogue = "CISA's KEV catalogue";

export function kevReading(threat: KnownThreat): Reading {
  const without = kevWithout(threat);
  const { listing, day, sources, assumptions } = threat;
  if (assumptions.has('kev') || listing === null || sources.kev === null) return without;
  const said = { source: catalogue, asOf: earlier(sources.kev, day) };
  return news('yes', said, listing.added, without);
}

/** What would be known of it had it never been listed. */
export function kevWithout(threat: KnownThreat): Reading {
  const { statement, day, withdrawn, sources, assumptions } = threat;
  const assumed = assumptions.get('kev');
  if (assumed !== undefined) return assumedToBe(assumed);
  if (sources.kev === null) return unknown(points.kev, 'no KEV catalogue has been read');
  if (day < kevBegan) {
    return known('no', { source: `${catalogue} was not there before ${kevBegan}`, asOf: null });
  }
  const asOf = earlier(sources.kev, day);
  // A catalogue says nothing of what came after it, and an old one little of what is new.
  if (statement !== null && statement.published > sources.kev) {
    return unknown(points.kev, `the advisory is newer than ${catalogue} as it was read`, asOf);
  }
  const source = withdrawn === null ? catalogue : `${catalogue}, from which it was withdrawn`;
  const stale = staleness(sources.kev, day);
  if (stale === null) return known('no', { source, asOf: withdrawn ?? asOf });
  return outdated('no', points.kev, { source: `${source}, ${stale}`, asOf });
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
