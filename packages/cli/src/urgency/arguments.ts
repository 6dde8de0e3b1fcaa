/** The options of `daybreak urgency` that are more than a word. */
import {
  type Assumptions,
  type HostFacts,
  noHostFacts,
  withAssumption,
  withHostFact,
} from '@daybreak/core/urgency';
import { cvePattern } from '@daybreak/feeds/feed';

/** `exposed=yes,role=dc`; in words what is wrong with it. */
export function readHostFacts(text: string): HostFacts | string {
  return readPairs<HostFacts>(text, noHostFacts, withHostFact);
}

/** `kev=yes,automatable=no,impact=total`; in words what is wrong with it. */
export function readAssumptions(text: string): Assumptions | string {
  return readPairs<Assumptions>(text, new Map<string, string>(), withAssumption);
}

function readPairs<T extends object>(
  text: string,
  empty: T,
  add: (known: T, name: string, value: string) => T | string,
): T | string {
  let known = empty;
  for (const pair of text.split(',').filter((one) => one.trim() !== '')) {
    const end = pair.lastIndexOf('=');
    if (end < 1) return `"${pair}" is not like name=value`;
    const next = add(known, pair.slice(0, end).trim(), pair.slice(end + 1));
    if (typeof next === 'string') return next;
    known = next;
  }
  return known;
}

/** `CVE-2024-30051` in any letter case, or the name that a vendor gave; null for anything else. */
export function readAdvisoryName(text: string): string | null {
  const name = text.trim().toUpperCase();
  return cvePattern.test(name) || /^(?:ADV\d{6}|MS\d{2}-\d{3})$/.test(name) ? name : null;
}

/** Why a text is no advisory: a zero too many is a slip, and would be answered as "not listed". */
export function noAdvisory(text: string): string {
  const [, year, number] = /^CVE-(\d{4})-0+([1-9]\d{3,})$/.exec(text.trim().toUpperCase()) ?? [];
  const meant = `CVE-${year}-${number}`;
  if (year === undefined) return `"${text}" is no advisory such as CVE-2024-30051`;
  return `"${text}" is no advisory: a number of more than four digits begins with no zero (${meant}?)`;
}
