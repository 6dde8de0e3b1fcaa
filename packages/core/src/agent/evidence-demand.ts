/**
 * Whether an order gathers evidence before it is begun: what an update and its restart wipe out is
 * gone for good, so policies and directives can want it, and nobody who places an order asks for less.
 */
import type { Order } from '../directive/index.ts';
import type { Policy, Tier } from '../urgency/index.ts';

/** Gathered or not; left on the host with its hash told, or handed over too. */
export type EvidenceWish = 'none' | 'keep' | 'upload';

/** What an order installs, and how soon its host needs that. */
export interface OrderedNeed {
  /** `libssl3`, `KB5039227`. */
  readonly name: string;
  /** Null where it is not known what it closes on the host. */
  readonly urgency: NeedUrgency | null;
}

export interface NeedUrgency {
  /** Of each advisory that it closes and that counts for the host, by its policy. */
  readonly tiers: readonly { readonly advisory: string; readonly tier: Tier }[];
  /** What directives ask of the host for it. */
  readonly orders: readonly Order[];
}

/** Who wants evidence before one of the things of an order is installed. */
export type EvidenceDemand =
  | {
      readonly by: 'policy';
      /** Package or update. */
      readonly of: string;
      readonly policy: string;
      readonly tier: string;
      /** Null where it is not known what is closed: it may be something of that tier. */
      readonly advisory: string | null;
    }
  | {
      readonly by: 'directive';
      readonly of: string;
      readonly authority: string;
      readonly title: string;
    };

/** At most one of the policy for each thing, and one of each directive; in their order. */
export function evidenceDemands(
  policy: Policy,
  needs: readonly OrderedNeed[],
): readonly EvidenceDemand[] {
  return needs.flatMap(({ name, urgency }) => {
    const wanted = urgency === null ? unknownTier(policy) : wantedTier(urgency);
    const { title } = policy;
    const own = wanted.map((one) => ({ by: 'policy' as const, of: name, policy: title, ...one }));
    return [...own, ...ofDirectives(name, urgency?.orders ?? [])];
  });
}

/**
 * What the order asks of its host in the end. What is demanded stays on the host: it tells of people
 * and what they do, and its hash, which is always told, is enough to show later that it is unchanged.
 */
export function evidenceOf(asked: EvidenceWish, demands: readonly EvidenceDemand[]): EvidenceWish {
  return asked === 'none' && demands.length > 0 ? 'keep' : asked;
}

interface Wanted {
  readonly tier: string;
  readonly advisory: string | null;
}

function wantedTier({ tiers }: NeedUrgency): readonly Wanted[] {
  const wanted = tiers.find(({ tier }) => tier.evidenceFirst);
  return wanted === undefined ? [] : [{ tier: wanted.tier.name, advisory: wanted.advisory }];
}

/** What is not known may be the worst: evidence that nobody needed costs little, and a lack cannot be mended. */
function unknownTier({ tiers }: Policy): readonly Wanted[] {
  const wanted = tiers.find(({ evidenceFirst }) => evidenceFirst);
  return wanted === undefined ? [] : [{ tier: wanted.name, advisory: null }];
}

function ofDirectives(name: string, orders: readonly Order[]): readonly EvidenceDemand[] {
  return orders
    .filter(({ demands }) => demands.some(({ demand }) => demand.action === 'collect-evidence'))
    .map(({ terms: { authority, title } }) => ({ by: 'directive', of: name, authority, title }));
}
