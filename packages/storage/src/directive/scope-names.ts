import type { PostureFacts } from '@daybreak/core/inventory';
import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';

/** What hosts have now, by which an order can name them. */
export interface KnownScopeNames {
  /** One posture of each product. */
  readonly postures: readonly PostureFacts[];
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

interface Row {
  readonly kind: 'posture' | 'role' | 'group';
  readonly name: string | null;
  readonly facts: PostureFacts | null;
}

export async function listScopeNames(reader: Reader): Promise<KnownScopeNames> {
  const { rows } = await sql<Row>`
    with classes as (select * from facts_classes c
      where exists (select from hosts h where h.facts_class = c.id))
    (select distinct on (p.product) 'posture' as kind, p.product as name, p.facts
      from postures p where exists (select from host_postures hp
        where hp.posture_hash = p.hash and hp.to_at is null) order by p.product)
    union all (select distinct 'role', role, null::jsonb from classes)
    union all (select distinct 'group', host_group, null::jsonb from classes)
    order by kind, name`.execute(reader);
  const namesOf = (wanted: Row['kind']) =>
    rows.flatMap(({ kind, name }) => (kind === wanted && name ? [name] : []));
  const postures = rows.flatMap(({ facts }) => facts ?? []);
  return { postures, roles: namesOf('role'), groups: namesOf('group') };
}
