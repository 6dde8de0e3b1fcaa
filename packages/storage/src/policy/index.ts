/** An organisation's own policies, as it uploaded them, and which group goes by which. */

import { sql } from 'kysely';
import type { Reader, Transactor } from '../database/index.ts';

export interface StoredPolicy {
  readonly id: string;
  /** 1, 2, 3 …; the last one counts. */
  readonly version: number;
  readonly title: string;
  /** Name of the file; the policy's own source stands in its text. */
  readonly file: string;
  readonly text: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

export interface PolicyAssignment {
  /** Empty for hosts whose group has no policy of its own. */
  readonly group: string;
  readonly policy: string;
  readonly by: string;
  readonly at: Date;
}

/** Changes of policies take turns; it spells "poli". */
const turnLock = 0x706f6c69;

/** Until the transaction ends, no other one changes policies or assignments. */
export async function holdPolicies(tx: Transactor): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(turnLock)})`.execute(tx);
}

/** Every version of all of them, or of the one with this id; by id, the newest first. */
export function listPolicies(reader: Reader, id?: string): Promise<StoredPolicy[]> {
  return reader
    .selectFrom('policies')
    .select(['id', 'version', 'title', 'file', 'text'])
    .select(['uploaded_by as uploadedBy', 'uploaded_at as uploadedAt'])
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
}

/** Adds a policy, or its next version. Whoever calls holds the policies. Returns the version. */
export async function addPolicy(
  tx: Transactor,
  policy: Omit<StoredPolicy, 'version'>,
): Promise<number> {
  const { id, title, file, text, uploadedBy, uploadedAt } = policy;
  const [newest] = await listPolicies(tx, id);
  const version = (newest?.version ?? 0) + 1;
  await tx
    .insertInto('policies')
    .values({ id, version, title, file, text, uploaded_by: uploadedBy, uploaded_at: uploadedAt })
    .execute();
  return version;
}

/** By group. */
export function listAssignments(reader: Reader): Promise<PolicyAssignment[]> {
  return reader
    .selectFrom('policy_assignments')
    .select(['host_group as group', 'policy', 'assigned_by as by', 'assigned_at as at'])
    .orderBy('host_group')
    .execute();
}

export async function assignPolicy(tx: Transactor, assignment: PolicyAssignment): Promise<void> {
  const { group, policy, by, at } = assignment;
  const values = { policy, assigned_by: by, assigned_at: at };
  await tx
    .insertInto('policy_assignments')
    .values({ host_group: group, ...values })
    .onConflict((conflict) => conflict.column('host_group').doUpdateSet(values))
    .execute();
}

/** The group goes by the policy of hosts without an assignment again. */
export async function unassignPolicy(tx: Transactor, group: string): Promise<void> {
  await tx.deleteFrom('policy_assignments').where('host_group', '=', group).execute();
}
