/**
 * One product's knowledge as of a day, arranged for asking: done once per product and day, so that
 * a posture costs only what differs between postures.
 */
import type { KnownUpdate, Positions, ProductKnowledge } from '../bulletin/index.ts';
import { cumulativeBuild, servicingBranch } from '../version/index.ts';
import { isContainedLater } from './containment.ts';
import { Replacements } from './replacements.ts';
import { type AdvisoryGroup, tracksOf } from './tracks.ts';

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
  /** The product's own advisories. */
  readonly groups: readonly AdvisoryGroup[];
  /** Advisories of each part that may or may not be present. */
  readonly components: ReadonlyMap<string, readonly AdvisoryGroup[]>;
  /** Service packs that move the product on. */
  readonly servicePacks: readonly number[];
}

export function prepareProduct(knowledge: ProductKnowledge, asOf: string): PreparedProduct {
  const { product, updates } = knowledge;
  const build = cumulativeBuild(product.family, product.release);
  const modern = build !== null;
  const { own, ofParts } = knownGroups(knowledge, asOf);
  const rowsOf = countRows(own);
  const partUpdates = new Set([...ofParts.values()].flat().flatMap(({ closing }) => closing));
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
  const numbered = new GroupNumbers(updates, modern);
  return {
    knowledge,
    asOf,
    branch: build === null ? null : servicingBranch(build),
    updateAt,
    ownUpdates: new Set(rowsOf.keys()),
    partUpdates,
    contained,
    replacements: new Replacements({ knowledge, updateAt, contained }),
    cumulative: cumulative.sort(
      (a, b) => compareAge(updates[a], updates[b]) || (rowsOf.get(a) ?? 0) - (rowsOf.get(b) ?? 0),
    ),
    groups: numbered.of(own),
    components: new Map([...ofParts].map(([part, groups]) => [part, numbered.of(groups)])),
    servicePacks: own
      .filter(({ advisories }) => advisories.length === 0)
      .flatMap(({ closing }) => closing)
      .filter((at) => updates[at]?.kind === 'service-pack'),
  };
}

/** Advisories that the same updates close, for all that was known on the day. */
interface KnownGroup {
  readonly advisories: Positions;
  readonly closing: readonly number[];
  /** ISO date from which the first of them was known to close the group. */
  readonly published: string;
}

interface KnownGroups {
  readonly own: readonly KnownGroup[];
  readonly ofParts: ReadonlyMap<string, readonly KnownGroup[]>;
}

/** What was known on the day to close something, by updates that were out by then. */
function knownGroups({ updates, fixes }: ProductKnowledge, asOf: string): KnownGroups {
  const own: KnownGroup[] = [];
  const ofParts = new Map<string, KnownGroup[]>();
  for (const { component, updates: rows, advisories } of fixes) {
    const closing: number[] = [];
    let first = asOf;
    for (const { at, published } of rows) {
      const released = updates[at]?.published ?? '';
      // The advisory may be older than its update, and the update than what was found of it later.
      const known = laterOf(released, published);
      if (known > asOf) continue;
      closing.push(at);
      if (known < first) first = known;
    }
    if (closing.length === 0) continue;
    const part = component === '' ? own : (ofParts.get(component) ?? []);
    if (component !== '') ofParts.set(component, part);
    part.push({ advisories, closing, published: first });
  }
  return { own, ofParts };
}

/** Of two ISO dates. */
function laterOf(a: string, b: string): string {
  return a < b ? b : a;
}

/** How many advisories each update closes, by its position. */
function countRows(groups: readonly KnownGroup[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { advisories, closing } of groups) {
    for (const at of closing) counts.set(at, (counts.get(at) ?? 0) + advisories.length);
  }
  return counts;
}

/** Numbers the groups of a product through, whichever part they are of. */
class GroupNumbers {
  readonly #updates: readonly KnownUpdate[];
  readonly #modern: boolean;
  #next = 0;

  constructor(updates: readonly KnownUpdate[], modern: boolean) {
    this.#updates = updates;
    this.#modern = modern;
  }

  of(groups: readonly KnownGroup[]): readonly AdvisoryGroup[] {
    return groups
      .filter(({ advisories }) => advisories.length > 0)
      .map(({ advisories, closing, published }) => {
        const tracks = tracksOf(closing, this.#updates, this.#modern);
        return { advisories, tracks, published, group: this.#next++ };
      });
  }
}

/** By day of release; updates of one day by revision, where both have one. */
function compareAge(a: KnownUpdate | undefined, b: KnownUpdate | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.published !== b.published) return a.published < b.published ? -1 : 1;
  return a.revision === null || b.revision === null ? 0 : a.revision - b.revision;
}
