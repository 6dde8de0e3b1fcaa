/** What an advisory allows an attacker, as the points that policies ask for. */
import type { VendorStatement } from '../threat/index.ts';
import type { KnownThreat } from './known-threat.ts';
import { points } from './point.ts';
import {
  answering,
  assumedToBe,
  isOne,
  isYes,
  known,
  news,
  type Reading,
  unknown,
} from './reading.ts';
import { noSsvc, ssvcSaid, vendorSaid } from './said.ts';

export function automatableReading(threat: KnownThreat): Reading {
  return ssvcReading(threat, 'automatable', threat.ssvc?.automatable ?? null);
}

export function impactReading(threat: KnownThreat): Reading {
  return ssvcReading(threat, 'impact', threat.ssvc?.technicalImpact ?? null);
}

function ssvcReading(
  threat: KnownThreat,
  point: 'automatable' | 'impact',
  value: string | null,
): Reading {
  const assumed = threat.assumptions.get(point);
  if (assumed !== undefined) return assumedToBe(assumed);
  if (threat.ssvc === null || value === null) return unknown(points[point], noSsvc(threat));
  return known(value, ssvcSaid(threat.ssvc));
}

/**
 * Read, not guessed: a bulletin's own word, the CVSS vector with the vendor's impact, or SSVC's
 * Automatable with total impact.
 */
export function wormableReading(threat: KnownThreat): Reading {
  const byVendor = threat.statement === null ? null : byStatement(threat.statement);
  if (byVendor !== null && (isYes(byVendor) || threat.statement?.wormable != null)) return byVendor;
  const byPoints = byAutomatable(automatableReading(threat), impactReading(threat));
  return (
    byPoints ??
    byVendor ??
    unknown(points.wormable, 'neither the vendor nor CISA says how it is attacked')
  );
}

function byStatement(statement: VendorStatement): Reading | null {
  const { wormable, published } = statement;
  if (wormable !== null) {
    return known(wormable.value ? 'yes' : 'no', { source: wormable.source, asOf: published });
  }
  const read = byVector(statement);
  return read === null ? null : known(read ? 'yes' : 'no', vendorSaid(statement));
}

/**
 * Network vector, no privilege, no interaction, and code execution; null where that is not told. Who
 * runs code has all of the host: where the vendor names no impact, less than that is no execution.
 */
function byVector({ cvss, impact }: VendorStatement): boolean | null {
  if (impact !== '' && impact !== 'Remote Code Execution') return false;
  if (cvss === '') return null;
  const fields = new Set(cvss.split('/'));
  const has = (field: string): boolean => fields.has(field);
  if (!['AV:N', 'PR:N', 'UI:N'].every(has)) return false;
  if (impact !== '') return true;
  return ['C:H', 'I:H', 'A:H'].every(has) ? null : false;
}

/** Automatable and of total impact is wormable; what lacks one of them is not. */
function byAutomatable(automatable: Reading, impact: Reading): Reading | null {
  if (isOne(automatable, 'no')) return answering(automatable, 'no');
  if (isOne(impact, 'partial')) return answering(impact, 'no');
  return isYes(automatable) && isOne(impact, 'total') ? answering(automatable, 'yes') : null;
}

export function exploitabilityReading({ statement }: KnownThreat): Reading {
  if (statement?.exploitability == null) {
    // Who says that it is not exploited has detected nothing.
    const end = statement?.exploited === false ? -1 : undefined;
    const possible = points.exploitability.slice(0, end);
    return unknown(possible, 'the vendor does not say how likely exploitation is');
  }
  const { exploitability, exploitedSince } = statement;
  if (exploitability !== 'detected') return known(exploitability, vendorSaid(statement));
  const before = { believed: points.exploitability.slice(0, -1), event: null };
  return news(
    exploitability,
    vendorSaid(statement, exploitedSince ?? undefined),
    exploitedSince,
    before,
  );
}

export function severityReading({ statement }: KnownThreat): Reading {
  const value = points.severity.find((one) => one === statement?.severity.toLowerCase());
  if (statement === null || value === undefined) {
    return unknown(points.severity, 'the vendor gives no severity');
  }
  return known(value, vendorSaid(statement));
}
