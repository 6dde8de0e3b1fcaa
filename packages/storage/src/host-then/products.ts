import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';

/** The products of all postures that any host has ever had. */
export async function listProducts(reader: Reader): Promise<string[]> {
  const { rows } = await sql<{ product: string }>`
    select distinct product from postures order by product`.execute(reader);
  return rows.map(({ product }) => product);
}
