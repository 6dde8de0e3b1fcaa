/**
 * What all feeds together know: updates, advisories, and which closes which. This is what exposure reads, what the index stores, and what is rebuilt when a feed moves.
 */
import type { UpdateKind } from './fix.ts';
import type { ProductId, WindowsProduct } from './product.ts';

export interface KnownUpdate {
  /** `KB5039227`. */
  readonly id: string;
  /** `MS06-040`; empty where the update came in no numbered bulletin. */
  readonly bulletin: string;
  /** ISO date of its release: the day on which most of its advisories were published. */
  readonly published: string;
  readonly kind: UpdateKind;
  /** Revision that has the update, on the product's servicing branch; null where unknown. */
  readonly revision: number | null;
  readonly restart: 'yes' | 'maybe' | 'no' | null;
  /** Updates it replaces on this product, as stated by the feeds (not transitive). */
  readonly supersedes: readonly string[];
  /** The update's own title, where a feed gives one (service packs); else empty. */
  readonly title: string;
}

export interface KnownAdvisory {
  /** `CVE-2006-3439`. */
  readonly id: string;
  readonly title: string;
  /** Highest that any feed states for this product. */
  readonly severity: string;
  readonly impact: string;
  /** The vendor said, when it last described the advisory, that it is being exploited. */
  readonly exploited: boolean;
}

/**
 * Advisories that the same updates close. A product has thousands of advisories, but only some
 * hundred such groups: a month's update closes all of the month.
 */
export interface KnownFix {
  /** Part that must be present; empty for the product itself, with the parts that come with it. */
  readonly component: string;
  /** What closes them, by position; never empty. */
  readonly updates: readonly ClosingUpdate[];
  /** Positions in `advisories`, ascending; empty for an update that closes none by name. */
  readonly advisories: Positions;
}

export interface ClosingUpdate {
  /** Position in `updates`. */
  readonly at: number;
  /** ISO date from which it was known to close them. */
  readonly published: string;
}

/** Positions in a list. */
export type Positions = ArrayLike<number> & Iterable<number>;

export interface Knowledge {
  readonly updates: readonly KnownUpdate[];
  /** Worst severity first. */
  readonly advisories: readonly KnownAdvisory[];
  /** By component (the product itself first), then by their first advisory. */
  readonly fixes: readonly KnownFix[];
}

export interface ProductKnowledge extends Knowledge {
  readonly id: ProductId;
  readonly product: WindowsProduct;
}
