/**
 * One product's knowledge as of a day, arranged for asking: done once per product and day, so that
 * a posture costs only what differs between postures.
 */
import type { KnownFix, KnownUpdate, ProductKnowledge } from '../bulletin/index.ts';
import { cumulativeBuild, servicingBranch } from '../version/index.ts';
import { isContainedLater } from './containment.ts';
import { isInBox } from './in-box.ts';
import { Replacements } from './replacements.ts';
import { type AdvisoryTracks, SharedTracks, tracksOf } from './tracks.ts';

export interface PreparedProduct {
  readonly knowledge: ProductKnowledge;
  readonly asOf: string;
  /** Servicing branch when the product has cumulative updates only; null for older products. */
  readonly branch: number | null;
  /** Position of an update by its id; updates that are not yet known as of the day are missing. */
  readonly updateAt: ReadonlyMap<string, number>;
  /** Updates that close advisories of the product itself, as opposed to a component's. */
  readonly ownUpdates: ReadonlySet<number>;
  /** Updates that close advisories of a part; some of them close the product's own as well. */
  readonly partUpdates: ReadonlySet<number>;
  /** Updates that every later cumulative update contains. */
  readonly contained: ReadonlySet<number>;
  readonly replacements: Replacements;
  /** Cumulative updates, oldest first; of one day, the one that closes most of the product last. */
  readonly cumulative: readonly number[];
  /** The product's own advisories, worst first. */
  readonly advisories: readonly AdvisoryTracks[];
  /** Advisories of each part that may or may not be present. */
  readonly components: ReadonlyMap<string, readonly AdvisoryTracks[]>;
  /** Service packs that move the product on. */
  readonly servicePacks: readonly number[];
}

export function prepareProduct(knowledge: ProductKnowledge, asOf: string): PreparedProduct {
  const { product, updates } = knowledge;
  const build = cumulativeBuild(product.family, product.release);
  const modern = build !== null;
  const rows = knownRows(knowledge, asOf);
  const rowsOf = countRows(rows.own);
  const partUpdates = new Set<number>();
  for (const part of rows.ofParts.values()) for (const { update } of part) partUpdates.add(update);
  const isOfParts = (at: number): boolean => partUpdates.has(at) && !rowsOf.has(at);
  const updateAt = new Map<string, number>();
  const contained = new Set<number>();
  const cumulative: number[] = [];
  for (const [at, update] of updates.entries()) {
    if (update.published > asOf) continue;
    updateAt.set(update.id, at);
    if (isContainedLater(update, modern, isOfParts(at))) contained.add(at);
    if (update.kind === 'cumulative' && !isOfParts(at)) cumulative.push(at);
  }
  const ownUpdates = new Set(rowsOf.keys());
  const shared = new SharedTracks(updates, modern);
  return {
    knowledge,
    asOf,
    branch: build === null ? null : servicingBranch(build),
    updateAt,
    ownUpdates,
    partUpdates,
    contained,
    replacements: new Replacements({ knowledge, updateAt, contained }),
    cumulative: cumulative.sort(
      (a, b) => compareAge(updates[a], updates[b]) || (rowsOf.get(a) ?? 0) - (rowsOf.get(b) ?? 0),
    ),
    advisories: ownTracks(rows.own, shared),
    components: new Map([...rows.ofParts].map(([part, list]) => [part, tracksOf(list, shared)])),
    servicePacks: rows.own
      .filter(({ advisory, update }) => advisory === -1 && updates[update]?.kind === 'service-pack')
      .map(({ update }) => update),
  };
}

interface KnownRows {
  /** Of the product itself, with the parts that come with it. */
  readonly own: readonly KnownFix[];
  readonly ofParts: ReadonlyMap<string, readonly KnownFix[]>;
}

/** The rows that were known on the day, whose updates were out by then. */
function knownRows({ product, updates, fixes }: ProductKnowledge, asOf: string): KnownRows {
  const own: KnownFix[] = [];
  const ofParts = new Map<string, KnownFix[]>();
  for (const fix of fixes) {
    const { component } = fix;
    if (fix.published > asOf || (updates[fix.update]?.published ?? '') > asOf) continue;
    if (component === '' || isInBox(product, component)) {
      own.push(fix);
      continue;
    }
    const part = ofParts.get(component);
    if (part === undefined) ofParts.set(component, [fix]);
    else part.push(fix);
  }
  return { own, ofParts };
}

/** How many rows each update has, by its position. */
function countRows(rows: readonly KnownFix[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { update } of rows)
    if (update !== -1) counts.set(update, (counts.get(update) ?? 0) + 1);
  return counts;
}

/** By day of release; updates of one day by revision, where both have one. */
function compareAge(a: KnownUpdate | undefined, b: KnownUpdate | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.published !== b.published) return a.published < b.published ? -1 : 1;
  return a.revision === null || b.revision === null ? 0 : a.revision - b.revision;
}

/** The product's own rows: neighbours already, unless parts that come with it mix theirs in. */
function ownTracks(own: readonly KnownFix[], shared: SharedTracks): readonly AdvisoryTracks[] {
  const mixed = own.some(({ component }) => component !== '');
  return tracksOf(mixed ? own.toSorted((a, b) => a.advisory - b.advisory) : own, shared);
}
