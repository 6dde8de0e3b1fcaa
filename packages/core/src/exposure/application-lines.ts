/** The lines in which an application is updated: by service pack and branch, or by version. */
import type { KnownUpdate, Positions } from '../bulletin/index.ts';

export interface Line {
  readonly application: string;
  readonly groups: readonly LineGroup[];
}

export interface LineGroup {
  /** Positions. */
  readonly advisories: Positions;
  /** Each of which closes them. */
  readonly updates: readonly KnownUpdate[];
}

export function updatesOf({ groups }: Line): readonly KnownUpdate[] {
  return groups.flatMap(({ updates }) => updates);
}

/**
 * Feeds have called the same line with and without its branch: `SQL Server 2016` and, later, `SQL
 * Server 2016 (GDR)`. Where the two have an update in common they are one, under the longer name.
 */
export function withBranches(lines: readonly Line[]): readonly Line[] {
  const byName = new Map(lines.map((line) => [line.application, line]));
  for (const line of lines) {
    const name = `${line.application} (GDR)`;
    const branch = byName.get(name);
    if (branch === undefined || !shareUpdate(line, branch)) continue;
    byName.set(name, { application: name, groups: [...branch.groups, ...line.groups] });
    byName.delete(line.application);
  }
  return [...byName.values()];
}

function shareUpdate(a: Line, b: Line): boolean {
  const ids = new Set(updatesOf(a).map(({ id }) => id));
  return updatesOf(b).some(({ id }) => ids.has(id));
}
