import type { RolloutSetup } from '@daybreak/core/rollout';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';

interface Package {
  readonly name: string;
  readonly version: string;
}

/** What does not change while a rollout goes on. */
export interface RolloutTerms {
  readonly id: string;
  readonly title: string;
  /** Path of the manifest that allows it. */
  readonly manifest: string;
  readonly packages: readonly Package[];
  readonly updates: readonly string[];
  /** What packages go back to where a host does not say what it had. */
  readonly back: readonly Package[];
  /** With which its rings were drawn. */
  readonly salt: string;
  readonly leaseMs: number;
  /** Name of the user. */
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Proposes a rollout. @param hostIds by the number of the host in `setup` */
export async function addRollout(
  tx: Transactor,
  terms: RolloutTerms,
  setup: RolloutSetup,
  hostIds: readonly string[],
): Promise<void> {
  const { hosts, ...rest } = setup;
  const json = (value: unknown) => JSON.stringify(value);
  await sql`
    insert into rollouts (id, title, manifest, packages, updates, back, setup, salt, lease_ms,
      state, sequence, created_by, created_at)
    values (${terms.id}::uuid, ${terms.title}, ${terms.manifest}, ${json(terms.packages)}::jsonb,
      ${json(terms.updates)}::jsonb, ${json(terms.back)}::jsonb, ${json(rest)}::jsonb, ${terms.salt},
      ${terms.leaseMs}, 'proposed', 0, ${terms.createdBy}, ${terms.createdAt})`.execute(tx);
  await sql`
    insert into rollout_hosts
      (rollout_id, number, host_id, ring, stratum, fault_domain, dependency_group, calendar)
    select ${terms.id}::uuid, row.place - 1, row.host, row.ring, row.stratum, row.domain,
      nullif(row.dependency, -1), row.calendar
    from unnest(${hostIds}::uuid[], ${[...hosts.ring]}::int[], ${[...hosts.stratum]}::int[],
      ${[...hosts.faultDomain]}::bigint[], ${[...hosts.dependencyGroup]}::int[],
      ${[...hosts.calendar]}::int[])
      with ordinality as row (host, ring, stratum, domain, dependency, calendar, place)`.execute(
    tx,
  );
}
