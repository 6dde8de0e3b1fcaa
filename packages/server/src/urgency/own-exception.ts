import type { Exception } from '@daybreak/core/exception';
import type { NeedInShort } from '@daybreak/core/exposure';
import type { HostsDeadline } from './deadlines.ts';
import type { Rules } from './rules.ts';

/** What excepts this very host from the update; null where nothing does. */
export function ownException(
  { exceptions }: Rules,
  hostId: string,
  need: NeedInShort,
  { clock }: HostsDeadline,
): Exception | null {
  const names = new Map([
    ['update', need.update],
    ['advisory', clock?.advisory ?? ''],
  ]);
  const own = exceptions.find(
    ({ subject, object }) =>
      subject.kind === 'host' &&
      subject.id === hostId &&
      names.get(object.kind)?.toUpperCase() === object.name.toUpperCase(),
  );
  return own ?? null;
}
