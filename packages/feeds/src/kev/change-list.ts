import { cveKey, type DropCounter, FeedError, isIsoDay, unpack } from '../feed/index.ts';
import { type FieldOf, Table } from '../table/index.ts';
import { type KevChange, type KevChangeKind, kevChangeKinds } from './change.ts';
import { dayOfVersion, isVersion } from './schema.ts';

/**
 * A list of changes as a table, a row each. Where it was taken from a repository, `commit_date` says
 * when; it is not read, since a change holds from the day of its version.
 */
const columns = [
  'catalog_version',
  'cve',
  'change',
  'old',
  'new_or_date_added',
  'due_date',
] as const;
type Column = (typeof columns)[number];

/** The first line of a list. */
export const changeListHeader = `commit_date,${columns.join()}`;

/** What each kind has in its two fields; one that is not here is not read. */
const forms: Readonly<Record<KevChangeKind, { readonly old?: Form; readonly now?: Form }>> = {
  added: { now: isIsoDay },
  removed: { old: isDayOrEmpty },
  'changed:dateAdded': { old: isIsoDay, now: isIsoDay },
  'changed:dueDate': { old: isDayOrEmpty, now: isDayOrEmpty },
  'changed:knownRansomwareCampaignUse': { old: isRansomwareWord, now: isRansomwareWord },
};
type Form = (text: string) => boolean;

/** @throws FeedError with the row; what it does not know the kind or word of is counted instead */
export function readChangeList(
  bytes: Uint8Array,
  source: string,
  drops: DropCounter,
): readonly KevChange[] {
  const changes: KevChange[] = [];
  const table = new Table(source, columns, (field, rowNumber) => {
    const place = `row ${rowNumber}`;
    const kind = kevChangeKinds.find((one) => one === field('change'));
    const example = () => `${source} ${place}: ${field('cve')} ${field('change')}`;
    if (kind === undefined) drops.add('unknown kind of change', example);
    else changes.push(readChange(field, kind, source, place));
  });
  table.write(unpack(bytes, source));
  table.endWithLine();
  return changes;
}

function readChange(
  field: FieldOf<Column>,
  kind: KevChangeKind,
  source: string,
  place: string,
): KevChange {
  const [advisory, version, due] = [field('cve'), field('catalog_version'), field('due_date')];
  const [old, now] = [field('old'), field('new_or_date_added')];
  const refuse = (message: string): never => {
    throw new FeedError('invalid', source, place, message);
  };
  if (!isVersion(version)) refuse(`"${version}" is not a version like 2024.06.11`);
  if (cveKey(advisory) === null) refuse(`"${advisory}" is not a CVE id`);
  if (!isDayOrEmpty(due)) refuse(`due_date "${due}" is not a date`);
  if (forms[kind].old?.(old) === false) refuse(`old "${old}" does not fit "${kind}"`);
  if (forms[kind].now?.(now) === false) refuse(`new "${now}" does not fit "${kind}"`);
  return { day: dayOfVersion(version), advisory, kind, old, now, due };
}

function isDayOrEmpty(text: string): boolean {
  return text === '' || isIsoDay(text);
}

function isRansomwareWord(text: string): boolean {
  return text === '' || text === 'Known' || text === 'Unknown';
}

/** The list as a table again; without `commit_date`. */
export function formatChangeList(changes: readonly KevChange[]): string {
  const rows = changes.map(({ day, advisory, kind, old, now, due }) =>
    ['', day.replaceAll('-', '.'), advisory, kind, old, now, due].join(),
  );
  return `${[changeListHeader, ...rows].join('\n')}\n`;
}
