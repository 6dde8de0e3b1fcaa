import { productNameOfHost } from '@daybreak/core/exposure';
import type { ScopeNames } from '@daybreak/protocol/directive';
import type { Reader } from '@daybreak/storage/database';
import { listScopeNames } from '@daybreak/storage/directive';

/** What can stand in a scope and is about some host, in the words that scopes are compared with. */
export async function scopeNamesOf(reader: Reader): Promise<ScopeNames> {
  const { postures, roles, groups } = await listScopeNames(reader);
  const products = [...new Set(postures.map(productNameOfHost))]
    .filter((name) => name !== '')
    .sort();
  return { products, roles: [...roles], groups: [...groups] };
}
