/** One row of a hotfix list, as written. */
export interface HotfixEntry {
  /** Computer that the row names; empty where it names none. */
  readonly hostName: string;
  /** `KB921883`, `KB982381-IE8`, `File 1`, a GUID. */
  readonly id: string;
}

/** The properties that name the computer, whichever the form has. */
export function computerOf(value: (property: string) => string | undefined): string {
  const names = ['csname', 'pscomputername', 'node', 'source', '__server'].map(value);
  const name = names.find((candidate) => candidate !== undefined && candidate !== '') ?? '';
  // Tables cut long names: `DESKTOP-4…`. Half a name is no name.
  return /(?:\.\.\.|…)$/.test(name) ? '' : name;
}
