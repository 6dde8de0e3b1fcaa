import { meansProduct, meansRole, sameName } from '../names/index.ts';
import type { Demand, Exemption, Terms } from './terms.ts';
import { endsAt, type Moment } from './when.ts';

/** What an order asks of a host; null where it is not known. */
export interface DirectiveHost {
  readonly role: string | null;
  /** Null for a host in no group. */
  readonly group: string | null;
  /** `Windows Server 2022 (x64)`. */
  readonly product: string | null;
}

/** How a host stands to an order that is in force. */
export type Standing =
  | { readonly kind: 'in-scope' }
  | { readonly kind: 'out-of-scope' }
  | { readonly kind: 'exempt'; readonly reason: string; readonly until: string | null }
  /** It can not be told, and is taken for in scope. */
  | { readonly kind: 'unknown'; readonly why: string };

export function standing(
  { scope, exemptions }: Pick<Terms, 'scope' | 'exemptions'>,
  host: DirectiveHost,
  moment: Moment,
): Standing {
  const { products, roles, groups } = scope;
  const inScope = all(
    named(products, host.product, meansProduct),
    named(roles, host.role, meansRole),
    inGroup(groups, host),
  );
  if (inScope === 'no') return { kind: 'out-of-scope' };
  const held = exemptions.map((exemption) => exempts(exemption, host, moment));
  const exemption = exemptions[held.indexOf('yes')];
  if (exemption !== undefined) {
    return { kind: 'exempt', reason: exemption.reason, until: exemption.until };
  }
  if (inScope === 'unknown') {
    const what = named(products, host.product, meansProduct) === 'unknown' ? 'product' : 'role';
    return { kind: 'unknown', why: `its scope names a ${what}, and the host's is not known` };
  }
  if (!held.includes('unknown')) return { kind: 'in-scope' };
  return { kind: 'unknown', why: "a role is exempt, and the host's is not known" };
}

/** A host of which the role is not known must do what is asked of any role. */
export function isAsked({ roles }: Demand, host: DirectiveHost): boolean {
  return named(roles, host.role, meansRole) !== 'no';
}

type Answer = 'no' | 'unknown' | 'yes';

function exempts({ roles, groups, until }: Exemption, host: DirectiveHost, moment: Moment): Answer {
  if (until !== null && endsAt(until, moment.zone) <= moment.atMs) return 'no';
  return all(named(roles, host.role, meansRole), inGroup(groups, host));
}

function named(names: readonly string[], value: string | null, isMeant = sameName): Answer {
  if (names.length === 0) return 'yes';
  if (value === null) return 'unknown';
  return names.some((name) => isMeant(name, value)) ? 'yes' : 'no';
}

/** A host without a group is known to be in none. */
function inGroup(groups: readonly string[], { group }: DirectiveHost): Answer {
  return named(groups, group ?? '');
}

function all(...answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}
