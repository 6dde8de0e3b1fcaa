/** What dnf would do, as its table says before it asks for leave (dnf 4, LC_ALL=C). */

export interface RpmChange {
  readonly name: string;
  readonly architecture: string;
  /** `1:3.0.7-27.el9`. */
  readonly version: string;
}

export interface RpmTransaction {
  /** What would be there afterwards that is not now: new, newer or older. */
  readonly installs: readonly RpmChange[];
  /** Names of what would be gone: removed, or replaced by something of another name. */
  readonly removes: readonly string[];
}

/** A line of dnf's table that says what it would do in a way that we do not know. */
export class TransactionError extends Error {
  override readonly name = 'TransactionError';
}

const sections: Readonly<Record<string, 'installs' | 'removes'>> = {
  Installing: 'installs',
  'Installing dependencies': 'installs',
  'Installing weak dependencies': 'installs',
  Upgrading: 'installs',
  Downgrading: 'installs',
  Reinstalling: 'installs',
  Removing: 'removes',
  'Removing dependent packages': 'removes',
  'Removing unused dependencies': 'removes',
};

/** ` web  noarch  1.0-1  fleet  5.4 k`: one space before, five columns. */
const row = /^ (\S+) +(\S+) +(\S+) +(\S+) +\d[\d.]*(?: ?[kMGT])? *$/;
/** `     replacing  old.noarch 1.0-1`, under what replaces it. */
const replacing = /^ +replacing +(\S+)\.([^.\s]+) +(\S+)$/;

/**
 * Reads every row. The table is for people, so it is held against its own summary: a row too many or
 * too few, and nobody knows what dnf would do.
 * @returns null where dnf has not come so far as to say what it would do
 * @throws TransactionError
 */
export function parseTransaction(text: string): RpmTransaction | null {
  const lines = text.split('\n');
  const start = lines.indexOf('Dependencies resolved.');
  if (start < 0) return null;
  if (lines.includes('Nothing to do.')) return { installs: [], removes: [] };
  const end = lines.indexOf('Transaction Summary');
  if (end < start) throw new TransactionError('dnf would do something, and gives no summary of it');
  const { replaced, ...rows } = readTable(lines.slice(start + 1, end));
  const counted = rows.installs.length + rows.removes.length - rows.again;
  const said = packagesIn(lines.slice(end + 1));
  if (counted !== said) {
    throw new TransactionError(`dnf would change ${said} packages, and its table has ${counted}`);
  }
  return { installs: rows.installs, removes: [...rows.removes, ...replaced] };
}

function readTable(lines: readonly string[]) {
  const table = {
    installs: [] as RpmChange[],
    removes: [] as string[],
    replaced: [] as string[],
    again: 0,
  };
  let title = '';
  for (const line of lines) {
    const found = /^(\S.*):$/.exec(line)?.[1];
    if (found !== undefined) title = found;
    else if (title !== '' && line.trim() !== '') addRow(table, title, line);
  }
  return table;
}

function sectionOf(title: string): 'installs' | 'removes' {
  const section = sections[title];
  if (section === undefined) throw new TransactionError(`dnf would do something else: ${title}`);
  return section;
}

function addRow(table: ReturnType<typeof readTable>, title: string, line: string): void {
  const section = sectionOf(title);
  const old = replacing.exec(line)?.[1];
  if (old !== undefined) {
    table.replaced.push(old);
    return;
  }
  const [, name, architecture, version] = row.exec(line) ?? [];
  if (name === undefined || architecture === undefined || version === undefined) {
    throw new TransactionError(`dnf would do something: ${line.trim()}`);
  }
  // The summary does not count what is only laid once more.
  if (title === 'Reinstalling') table.again += 1;
  if (section === 'removes') table.removes.push(name);
  else table.installs.push({ name, architecture, version });
}

/** `Install  3 Packages`, `Upgrade  1 Package`. */
function packagesIn(summary: readonly string[]): number {
  const counts = summary.flatMap((line) => /^[A-Z][a-z]+ +(\d+) Packages?\b/.exec(line)?.[1] ?? []);
  return counts.reduce((sum, count) => sum + Number(count), 0);
}
