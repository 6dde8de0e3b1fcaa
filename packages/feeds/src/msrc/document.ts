/**
 * A document of Microsoft's Security Update Guide (CVRF 1.1), reduced to what its rows need. The XML
 * and the JSON form are both read into it.
 */
export interface CvrfDocument {
  /** `2024-Jun`; `Oct-OOB` for one document, whose alias is `2016-Oct-27`. */
  readonly id: string;
  readonly alias: string;
  /** UTC instant, `2024-06-11T07:00:00`. */
  readonly initialRelease: string;
  readonly currentRelease: string;
  /** Product name by product id. */
  readonly products: ReadonlyMap<string, string>;
  readonly vulnerabilities: readonly CvrfVulnerability[];
}

export interface CvrfVulnerability {
  /** The CVE element: `CVE-2024-30069`, `ADV200001`. */
  readonly advisory: string;
  readonly title: string;
  /** Its own revisions, as published: in whatever order. */
  readonly revisions: readonly CvrfRevision[];
  /** Ids of the products it says are affected. */
  readonly affected: readonly string[];
  readonly threats: readonly CvrfThreat[];
  readonly scores: readonly CvrfScore[];
  readonly remediations: readonly CvrfRemediation[];
}

export interface CvrfRevision {
  /** `2024-02-28T08:00:00`. */
  readonly date: string;
  /** What was changed, in words with markup: `<p>Information published.</p>`. */
  readonly description: string;
}

export interface CvrfThreat {
  readonly kind: ThreatKind;
  readonly description: string;
  /** Ids of the products it holds for; empty when for all. */
  readonly products: readonly string[];
}

/** A CVSS score set, of whichever products, as published. */
export interface CvrfScore {
  /** `8.8`. */
  readonly baseScore: string;
  /** `CVSS:3.1/AV:N/…`. */
  readonly vector: string;
}

export interface CvrfRemediation {
  readonly kind: RemediationKind;
  /** The KB number of a fix, or words such as `Release Notes`. */
  readonly description: string;
  readonly subType: string;
  readonly supersedence: string;
  readonly fixedBuild: string;
  readonly restartRequired: string;
  readonly products: readonly string[];
}

export type ThreatKind = 'impact' | 'severity' | 'exploit-status' | 'other';
export type RemediationKind = 'fix' | 'known-issue' | 'other';

/** XML names the types in words, the API's version 3 in words without blanks, version 2 by number. */
const threatKinds: ReadonlyMap<string, ThreatKind> = new Map([
  ['impact', 'impact'],
  ['0', 'impact'],
  ['exploitstatus', 'exploit-status'],
  ['1', 'exploit-status'],
  ['severity', 'severity'],
  ['3', 'severity'],
]);

const remediationKinds: ReadonlyMap<string, RemediationKind> = new Map([
  ['vendorfix', 'fix'],
  ['2', 'fix'],
  ['knownissue', 'known-issue'],
  ['5', 'known-issue'],
]);

export function threatKind(type: string | number): ThreatKind {
  return threatKinds.get(typeKey(type)) ?? 'other';
}

export function remediationKind(type: string | number): RemediationKind {
  return remediationKinds.get(typeKey(type)) ?? 'other';
}

function typeKey(type: string | number): string {
  return String(type).replaceAll(' ', '').toLowerCase();
}
