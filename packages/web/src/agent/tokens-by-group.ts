import type { AgentTokens } from '@daybreak/protocol/agent';

type Token = AgentTokens['tokens'][number];

/** Unused tokens for the same hosts. */
export interface TokenGroup {
  readonly group: string;
  /** Name of the only host that may join with it; null for any of the group. */
  readonly host: string | null;
  readonly ids: readonly string[];
  /** When the first of them ends, ISO time. */
  readonly expiresAt: string;
}

/** What is for the same group or host together, in the order of their first ones. */
export function tokensByGroup(tokens: readonly Token[]): readonly TokenGroup[] {
  const groups = Map.groupBy(tokens, ({ group, host }) => `${host?.id ?? ''} ${group}`);
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const ends = some.map(({ expiresAt }) => expiresAt).sort();
    const { group, host } = first;
    return [
      {
        ...{ group, host: host?.name ?? null },
        ids: some.map(({ id }) => id),
        expiresAt: ends[0] ?? first.expiresAt,
      },
    ];
  });
}
