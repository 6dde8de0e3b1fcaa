/** `KB` or `Q` with its number, or the bare number; then a revision or suffix (`v2 - Update`, `-IE8`, `_WM9`). */
const namedUpdate = /^(?:KB\s?|Q)(\d{5,8})(?!\d)/i;
const bareNumber = /^(\d{5,8})$/;

/**
 * The update that an entry of a hotfix list names: `KB893803` for `KB893803v2 - Update`, `KB147222`
 * for `Q147222`. Null for entries that name none, such as `File 1` or a GUID.
 */
export function updateId(entry: string): string | null {
  const text = entry.trim();
  const number = (namedUpdate.exec(text) ?? bareNumber.exec(text))?.[1];
  return number === undefined ? null : `KB${number}`;
}

/**
 * Could more digits have followed, had the text not been cut here? Numbers of updates have at most
 * seven digits, so that `KB5039227` is whole and `KB28621` may be the start of another update.
 */
export function mayBeCut(entry: string): boolean {
  return /^(?:K|KB\s?|Q)?\d{0,6}$/i.test(entry.trim());
}

/** Each update once, ascending by number. */
export function sortedUpdates(updates: Iterable<string>): string[] {
  return [...new Set(updates)].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
}
