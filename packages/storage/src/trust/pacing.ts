/** What hosts may begin now. */
import type { Reader, Transactor } from '../database/index.ts';

export interface StoredPacing {
  /** Nothing is begun at all. */
  readonly stopped: boolean;
  /** Paths of the manifests that may be carried out now. */
  readonly open: readonly string[];
  /** Grows with each change. */
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** Null as long as nobody has changed it: then nothing is open. */
export async function readPacing(reader: Reader): Promise<StoredPacing | null> {
  const row = await reader
    .selectFrom('pacing')
    .select(['stopped', 'open', 'revision'])
    .select(['changed_by as changedBy', 'changed_at as changedAt'])
    .executeTakeFirst();
  return row ?? null;
}

/** Whoever calls holds trust. */
export async function writePacing(
  tx: Transactor,
  { stopped, open, changedBy, changedAt }: Omit<StoredPacing, 'revision'>,
): Promise<void> {
  const before = await readPacing(tx);
  await tx.deleteFrom('pacing').execute();
  const revision = (before?.revision ?? 0) + 1;
  const changed = { changed_by: changedBy, changed_at: changedAt };
  await tx
    .insertInto('pacing')
    .values({ stopped, open: [...open], revision, ...changed })
    .execute();
}
