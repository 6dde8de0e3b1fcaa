/** The SSVC points of a CVE in the words of their publisher; empty where there is none. */
export interface SsvcRecord {
  /** `CVE-2024-30051`. */
  readonly advisory: string;
  readonly exploitation: string;
  readonly automatable: string;
  readonly technicalImpact: string;
  /** ISO instant at which they were set; empty where the record has no points. */
  readonly timestamp: string;
}

/** Whether of two records of a CVE the first is the one to keep: the newer, or the one with points. */
export function isNewer(one: SsvcRecord, other: SsvcRecord): boolean {
  return recordMs(one) > recordMs(other);
}

/** Milliseconds of the record's time; before all times where it has none that can be read. */
export function recordMs({ timestamp }: SsvcRecord): number {
  const ms = readUtcMs(timestamp);
  return ms ?? Number.NEGATIVE_INFINITY;
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds of an ISO instant that names its zone; null for any other text. */
export function readUtcMs(text: string): number | null {
  const ms = instant.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
