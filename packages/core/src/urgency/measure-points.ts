/** Scores against the thresholds that policies set. */
import type { KnownThreat } from './known-threat.ts';
import type { Measure } from './point.ts';
import { assumedToBe, known, news, outdated, type Reading, type Said, unknown } from './reading.ts';
import { vendorSaid } from './said.ts';
import { staleness } from './stale.ts';
import { heldSince, unbrokenStages } from './unbroken.ts';

/** Whether a measure reaches a threshold. */
export function measureReading(threat: KnownThreat, measure: Measure, atLeast: number): Reading {
  const assumed = threat.assumptions.get(measure);
  if (assumed !== undefined) return assumedToBe(Number(assumed) >= atLeast ? 'yes' : 'no');
  return measure === 'epss' ? epssReading(threat, atLeast) : cvssReading(threat, atLeast);
}

function epssReading({ epss, day }: KnownThreat, atLeast: number): Reading {
  const newest = epss.at(-1);
  if (newest === undefined) return unknown(['no', 'yes'], 'EPSS has no score of it yet');
  const said = { source: `EPSS ${newest.score}`, asOf: newest.asOf };
  const stages = unbrokenStages(epss.map(({ asOf, score }) => ({ asOf, level: score })));
  const since = heldSince(stages, atLeast);
  if (since === undefined) return scoredBelow(said, staleness(newest.asOf, day));
  const isFirst = epss[0]?.asOf === since;
  // Before its first score it may have been either.
  return news('yes', said, since, { believed: isFirst ? ['no', 'yes'] : ['no'], event: null });
}

/** Scores are given every day: of an old one nobody knows where it is by now. */
function scoredBelow({ source, asOf }: Said, stale: string | null): Reading {
  if (stale === null) return known('no', { source, asOf });
  return outdated('no', ['no', 'yes'], { source: `${source}, ${stale}`, asOf });
}

function cvssReading({ statement }: KnownThreat, atLeast: number): Reading {
  if (statement?.cvssScore == null) {
    return unknown(['no', 'yes'], 'the vendor gives no CVSS score');
  }
  const { source, asOf } = vendorSaid(statement);
  const said = { source: `${source}: CVSS ${statement.cvssScore}`, asOf };
  return known(statement.cvssScore >= atLeast ? 'yes' : 'no', said);
}
