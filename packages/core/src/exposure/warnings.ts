/** What a person has to know to read an answer rightly. */
import { productName } from '../bulletin/index.ts';
import { type Host, isPastSupport, supportOf, type WindowsHost } from '../inventory/index.ts';
import type { PreparedProduct } from './prepared.ts';
import type { HostPresence } from './presence.ts';

/** When all that the feeds have of the product came later than the day of the question. */
export function noBulletinWarnings({ knowledge, groups }: PreparedProduct): string[] {
  if (groups.length > 0) return [];
  const product = productName(knowledge.product);
  return [`no feed has bulletins for ${product}: nothing can be said about it`];
}

/** @param missing months that could hold an update and that no feed has whole */
export function coverageWarnings(missing: readonly string[]): string[] {
  const [first, last] = [missing[0], missing.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (missing.length === 1) {
    return [`no feed covers ${first} completely: updates of that month are not known`];
  }
  return [
    `no feed covers ${missing.length} of the months ${first} to ${last} completely: updates of those months are not known`,
  ];
}

export function listWarnings({ installed }: WindowsHost): string[] {
  if (installed.complete) return [];
  const { updates, stated } = installed;
  const what =
    updates.length === 0
      ? 'the inventory lists no installed updates, and does not say that there are none'
      : `the list of installed updates is cut short: ${updates.length}${stated === null ? '' : ` of ${stated}`} are listed`;
  return [`${what}; add the output of Get-HotFix or "wmic qfe" to complete it`];
}

/** A preview of next month is cumulative, and in no feed of security updates. */
export function unknownUpdateWarnings(
  { installed }: WindowsHost,
  { newest }: HostPresence,
  { branch, updateAt }: PreparedProduct,
): string[] {
  const unknown = installed.updates.filter((id) => !updateAt.has(id));
  if (branch === null || unknown.length === 0) return [];
  const which =
    newest === null ? 'a cumulative update' : `a cumulative update newer than ${newest.id}`;
  return [
    `no feed knows ${unknown.join(', ')}: if one of them is ${which}, the host is less exposed than shown`,
  ];
}

export function undecidedWarnings(count: number): string[] {
  if (count === 0) return [];
  return [
    `${count} open advisories have single fixes from before the Monthly Rollups, and no feed says ` +
      'whether a rollup contains them: check again once the rollup is installed',
  ];
}

export function supportWarnings(host: Host, asOf: string): string[] {
  if (!isPastSupport(host, asOf)) return [];
  const { ends, note } = supportOf(host);
  return [`past support since ${ends}${note === '' ? '' : `: ${note}`}`];
}
