import type { RolloutSetup, RolloutState } from '@daybreak/core/rollout';
import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';
import type { RolloutTerms } from './add.ts';

export interface KeptRollout {
  readonly terms: RolloutTerms;
  readonly setup: RolloutSetup;
  /** By number; null for a host that is not looked after any more. */
  readonly hostIds: readonly (string | null)[];
}

/** Null where there is no such rollout. */
export async function readRollout(reader: Reader, id: string): Promise<KeptRollout | null> {
  const { rows } = await sql<RolloutTerms & { readonly setup: Omit<RolloutSetup, 'hosts'> }>`
    select id, title, manifest, packages, updates, back, salt, lease_ms as "leaseMs",
      created_by as "createdBy", created_at as "createdAt", setup
    from rollouts where id = ${id}::uuid`.execute(reader);
  const [row] = rows;
  if (row === undefined) return null;
  const { setup, ...terms } = row;
  return { terms, ...(await withHosts(reader, id, setup)) };
}

interface HostRow {
  readonly host: string | null;
  readonly ring: number;
  readonly stratum: number;
  /** bigint, which the driver gives as text. */
  readonly domain: string;
  readonly dependency: number;
  readonly calendar: number;
}

async function withHosts(
  reader: Reader,
  id: string,
  setup: Omit<RolloutSetup, 'hosts'>,
): Promise<Omit<KeptRollout, 'terms'>> {
  const { rows } = await sql<HostRow>`
    select host_id as host, ring, stratum, fault_domain as domain,
      coalesce(dependency_group, -1) as dependency, calendar
    from rollout_hosts where rollout_id = ${id}::uuid order by number`.execute(reader);
  const hosts = {
    ring: Uint8Array.from(rows, ({ ring }) => ring),
    stratum: Uint16Array.from(rows, ({ stratum }) => stratum),
    faultDomain: Uint32Array.from(rows, ({ domain }) => Number(domain)),
    dependencyGroup: Int32Array.from(rows, ({ dependency }) => dependency),
    calendar: Uint8Array.from(rows, ({ calendar }) => calendar),
  };
  return { setup: { ...setup, hosts }, hostIds: rows.map(({ host }) => host) };
}

/** Those that something can still happen to by itself. */
export async function rolloutsUnderWay(reader: Reader): Promise<string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    select id from rollouts where state in (${sql.join(underWay)}) order by created_at, id`.execute(
    reader,
  );
  return rows.map(({ id }) => id);
}

/** Of these, hosts' news count. */
export const underWay: readonly RolloutState['kind'][] = ['running', 'halted'];
