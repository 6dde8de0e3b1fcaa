import { productName } from '@daybreak/core/bulletin';
import { productOfHost } from '@daybreak/core/exposure';
import type { ScopeNames } from '@daybreak/protocol/directive';
import type { Reader } from '@daybreak/storage/database';
import { listScopeNames } from '@daybreak/storage/directive';
import type { PostureFacts } from '@daybreak/storage/host';
import { hostOf } from '../update/board.ts';

/** What can stand in a scope and is about some host, in the words that scopes are compared with. */
export async function scopeNamesOf(reader: Reader): Promise<ScopeNames> {
  const { postures, roles, groups } = await listScopeNames(reader);
  const products = [...new Set(postures.map(productOf))].filter((name) => name !== '').sort();
  return { products, roles: [...roles], groups: [...groups] };
}

function productOf(facts: PostureFacts): string {
  return facts.family === '' ? facts.osName : productName(productOfHost(hostOf(facts)));
}
