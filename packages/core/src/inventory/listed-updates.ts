import type { Field } from './fields.ts';
import { mayBeCut, sortedUpdates, updateId } from './update-id.ts';
import type { InstalledUpdates } from './windows-host.ts';

/**
 * The updates that a systeminfo lists. It states their number (`273 Hotfix(s) Installed.`, the
 * number not always first) and then cuts the list at some length, anywhere in a line: when fewer
 * are listed than stated, the last one may be a stump (`KB2862` for `KB2862152`) and is then left out.
 */
export function listedUpdates(field: Field | undefined): InstalledUpdates {
  // `N/A` is what systeminfo prints when it could not ask for the list as well as when the list is
  // empty. A host that would not tell must not pass as one that has nothing: stated stays unknown.
  const stated = /\d+/.exec(field?.value ?? '')?.[0];
  const count = stated === undefined ? null : Number(stated);
  const listed = field?.entries ?? [];
  const short = count === null || listed.filter((entry) => entry.whole).length < count;
  const cut = short && mayBeCut(listed.at(-1)?.text ?? '');
  const sure = cut ? listed.slice(0, -1) : listed;
  const updates = sure.flatMap(({ text }) => updateId(text) ?? []);
  return { updates: sortedUpdates(updates), stated: count, complete: !short };
}
