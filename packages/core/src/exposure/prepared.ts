/**
 * One product's knowledge as of a day, arranged for asking: done once per product and day, so that
 * a posture costs only what differs between postures.
 */
import {
  type KnownFix,
  type KnownUpdate,
  type ProductKnowledge,
  severityRank,
} from '../bulletin/index.ts';
import { cumulativeBuild, servicingBranch } from '../version/index.ts';
import { isContainedLater } from './containment.ts';
import { isInBox } from './in-box.ts';

/**
 * Updates that close an advisory only together. An advisory is closed when one of its tracks is
 * complete: the month's rollup, or the month's security-only update, or the single fixes.
 */
export type Track = readonly number[];

export interface AdvisoryTracks {
  /** Position in the knowledge's advisories. */
  readonly advisory: number;
  /** In the order in which one would rather install them. */
  readonly tracks: readonly Track[];
}

export interface PreparedProduct {
  readonly knowledge: ProductKnowledge;
  readonly asOf: string;
  /** Servicing branch when the product has cumulative updates only; null for older products. */
  readonly branch: number | null;
  /** Position of an update by its id; updates that are not yet known as of the day are missing. */
  readonly updateAt: ReadonlyMap<string, number>;
  /** Updates that close advisories of the product itself, as opposed to a component's. */
  readonly ownUpdates: ReadonlySet<number>;
  /** Updates that every later cumulative update contains. */
  readonly contained: ReadonlySet<number>;
  /** Cumulative updates, oldest first. */
  readonly cumulative: readonly number[];
  /** The product's own advisories, worst first. */
  readonly advisories: readonly AdvisoryTracks[];
  /** Advisories of each part that may or may not be present. */
  readonly components: ReadonlyMap<string, readonly AdvisoryTracks[]>;
  /** Service packs that move the product on. */
  readonly servicePacks: readonly number[];
}

export function prepareProduct(knowledge: ProductKnowledge, asOf: string): PreparedProduct {
  const { family, release } = knowledge.product;
  const build = cumulativeBuild(family, release);
  const known = knownUpdates(knowledge.updates, asOf);
  const fixes = knowledge.fixes.filter(
    ({ published, update }) => published <= asOf && (update === -1 || known.has(update)),
  );
  const own = fixes.filter(({ component }) => isOwn(knowledge, component));
  const modern = build !== null;
  const ownUpdates = new Set(own.map(({ update }) => update));
  const ofParts = new Set(fixes.map(({ update }) => update).filter((at) => !ownUpdates.has(at)));
  const having = (test: (update: KnownUpdate, at: number) => boolean): number[] =>
    [...known].filter((at) => {
      const update = knowledge.updates[at];
      return update !== undefined && test(update, at);
    });
  return {
    knowledge,
    asOf,
    branch: build === null ? null : servicingBranch(build),
    updateAt: new Map([...known].map((at) => [knowledge.updates[at]?.id ?? '', at])),
    ownUpdates,
    contained: new Set(
      having((update, at) => isContainedLater(update, modern, ownUpdates.has(at))),
    ),
    cumulative: having(({ kind }, at) => kind === 'cumulative' && !ofParts.has(at)).sort(
      byAge(knowledge),
    ),
    advisories: tracksOf(knowledge, own, modern),
    components: componentsOf(knowledge, fixes, modern),
    servicePacks: fixes
      .filter(({ advisory, update }) => advisory === -1 && isServicePack(knowledge, update))
      .map(({ update }) => update),
  };
}

function knownUpdates(updates: readonly KnownUpdate[], asOf: string): Set<number> {
  const known = new Set<number>();
  for (const [at, { published }] of updates.entries()) if (published <= asOf) known.add(at);
  return known;
}

function isServicePack({ updates }: ProductKnowledge, at: number): boolean {
  return updates[at]?.kind === 'service-pack';
}

function isOwn({ product }: ProductKnowledge, component: string): boolean {
  return component === '' || isInBox(product, component);
}

/** By revision where both have one, else by day of release. */
function byAge({ updates }: ProductKnowledge): (a: number, b: number) => number {
  return (a, b) => compareAge(updates[a], updates[b]);
}

function compareAge(a: KnownUpdate | undefined, b: KnownUpdate | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.published !== b.published) return a.published < b.published ? -1 : 1;
  return (a.revision ?? 0) - (b.revision ?? 0);
}

function componentsOf(
  knowledge: ProductKnowledge,
  fixes: readonly KnownFix[],
  modern: boolean,
): ReadonlyMap<string, readonly AdvisoryTracks[]> {
  const byComponent = Map.groupBy(
    fixes.filter(({ component }) => !isOwn(knowledge, component)),
    ({ component }) => component,
  );
  return new Map(
    [...byComponent].map(([component, rows]) => [component, tracksOf(knowledge, rows, modern)]),
  );
}

function tracksOf(
  knowledge: ProductKnowledge,
  fixes: readonly KnownFix[],
  modern: boolean,
): readonly AdvisoryTracks[] {
  const byAdvisory = Map.groupBy(
    fixes.filter(({ advisory, update }) => advisory !== -1 && update !== -1),
    ({ advisory }) => advisory,
  );
  const rank = (at: number): number => severityRank(knowledge.advisories[at]?.severity ?? '');
  return [...byAdvisory]
    .map(([advisory, rows]) => ({ advisory, tracks: split(knowledge, rows, modern) }))
    .sort((a, b) => rank(a.advisory) - rank(b.advisory));
}

function split(
  { updates }: ProductKnowledge,
  rows: readonly KnownFix[],
  modern: boolean,
): readonly Track[] {
  const tracks = Map.groupBy(new Set(rows.map(({ update }) => update)), (at) =>
    trackRank(updates[at], modern),
  );
  return [...tracks].sort(([a], [b]) => a - b).map(([, track]) => track);
}

/**
 * Smaller is preferred. On products with cumulative updates only, whatever is not a hotpatch belongs
 * together: an out-of-band fix beside the month's update means that the month's did not suffice.
 */
function trackRank(update: KnownUpdate | undefined, modern: boolean): number {
  const order = ['cumulative', 'browser-cumulative', 'single', 'security-only', 'preview'];
  if (update?.kind === 'hotpatch') return order.length + 1;
  if (modern) return 0;
  const rank = order.indexOf(update?.kind ?? '');
  return rank === -1 ? order.length : rank;
}
