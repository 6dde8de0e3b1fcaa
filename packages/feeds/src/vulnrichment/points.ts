import type { SsvcPoints } from '@daybreak/core/threat';
import { utcDay } from '@daybreak/core/time';
import type { DropCounter } from '../feed/index.ts';
import { readUtcMs, type SsvcRecord } from './record.ts';

const exploitations: Words<NonNullable<SsvcPoints['exploitation']>> = new Map([
  ['none', 'none'],
  ['poc', 'poc'],
  ['public poc', 'poc'],
  ['active', 'active'],
]);
const automatables: Words<NonNullable<SsvcPoints['automatable']>> = new Map([
  ['no', 'no'],
  ['yes', 'yes'],
]);
const technicalImpacts: Words<NonNullable<SsvcPoints['technicalImpact']>> = new Map([
  ['partial', 'partial'],
  ['total', 'total'],
]);

/** What the publishers' words mean, in lower case: they write "None" and "none". */
type Words<T> = ReadonlyMap<string, T>;

/**
 * What a record says; null where it says nothing. A word that is not known leaves its point open and
 * is counted: it is never a "no".
 */
export function pointsOf(record: SsvcRecord, drops: DropCounter): SsvcPoints | null {
  const { advisory, exploitation, automatable, technicalImpact, timestamp } = record;
  const example = (what: string) => () => `${advisory}: ${what}`;
  if (exploitation + automatable + technicalImpact === '') {
    drops.add('CVE without SSVC points', () => advisory);
    return null;
  }
  const ms = readUtcMs(timestamp);
  if (ms === null) {
    drops.add('SSVC points without a time', example(`"${timestamp}"`));
    return null;
  }
  const read = <T>(point: string, words: Words<T>, word: string): T | null => {
    if (word === '') return null;
    const known = words.get(word.trim().toLowerCase());
    if (known === undefined) drops.add(`unknown word for ${point}`, example(`"${word}"`));
    return known ?? null;
  };
  return {
    asOf: utcDay(ms),
    exploitation: read('exploitation', exploitations, exploitation),
    automatable: read('automatable', automatables, automatable),
    technicalImpact: read('technical impact', technicalImpacts, technicalImpact),
  };
}
