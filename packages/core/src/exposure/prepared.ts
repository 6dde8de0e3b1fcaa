/**
 * One product's knowledge as of a day, arranged for asking: done once per product and day, so that
 * a posture costs only what differs between postures.
 */
import type { KnownFix, KnownUpdate, ProductKnowledge, WindowsProduct } from '../bulletin/index.ts';
import { cumulativeBuild, servicingBranch } from '../version/index.ts';
import { isContainedLater } from './containment.ts';
import { isInBox } from './in-box.ts';
import { type AdvisoryTracks, tracksOf } from './tracks.ts';

export interface PreparedProduct {
  readonly knowledge: ProductKnowledge;
  readonly asOf: string;
  /** Servicing branch when the product has cumulative updates only; null for older products. */
  readonly branch: number | null;
  /** Position of an update by its id; updates that are not yet known as of the day are missing. */
  readonly updateAt: ReadonlyMap<string, number>;
  /** Updates that close advisories of the product itself, as opposed to a component's. */
  readonly ownUpdates: ReadonlySet<number>;
  /** Updates that close anything: what of a host can change an answer. */
  readonly relevant: readonly number[];
  /** Updates that every later cumulative update contains. */
  readonly contained: ReadonlySet<number>;
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
  const { product, updates, fixes } = knowledge;
  const build = cumulativeBuild(product.family, product.release);
  const modern = build !== null;
  const known: number[] = [];
  for (const [at, { published }] of updates.entries()) if (published <= asOf) known.push(at);
  const rows = fixes.filter(
    (fix) => fix.published <= asOf && (updates[fix.update]?.published ?? '') <= asOf,
  );
  const own = rows.filter(({ component }) => isOwn(product, component));
  const ownUpdates = new Set(own.map(({ update }) => update));
  const rowsOf: number[] = [];
  for (const { update } of own) rowsOf[update] = (rowsOf[update] ?? 0) + 1;
  const ofParts = new Set(rows.map(({ update }) => update).filter((at) => !ownUpdates.has(at)));
  const having = (test: (update: KnownUpdate, at: number) => boolean): number[] =>
    known.filter((at) => {
      const update = updates[at];
      return update !== undefined && test(update, at);
    });
  return {
    knowledge,
    asOf,
    branch: build === null ? null : servicingBranch(build),
    updateAt: new Map(known.map((at) => [updates[at]?.id ?? '', at])),
    ownUpdates,
    relevant: [...new Set(rows.map(({ update }) => update))].filter((at) => at !== -1),
    contained: new Set(having((update, at) => isContainedLater(update, modern, ofParts.has(at)))),
    cumulative: having(({ kind }, at) => kind === 'cumulative' && !ofParts.has(at)).sort(
      (a, b) => compareAge(updates[a], updates[b]) || (rowsOf[a] ?? 0) - (rowsOf[b] ?? 0),
    ),
    advisories: ownTracks(own, updates, modern),
    components: componentsOf(rows, product, updates, modern),
    servicePacks: own
      .filter(({ advisory, update }) => advisory === -1 && updates[update]?.kind === 'service-pack')
      .map(({ update }) => update),
  };
}

function isOwn(product: WindowsProduct, component: string): boolean {
  return component === '' || isInBox(product, component);
}

/** By day of release; updates of one day by revision, where both have one. */
function compareAge(a: KnownUpdate | undefined, b: KnownUpdate | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.published !== b.published) return a.published < b.published ? -1 : 1;
  return a.revision === null || b.revision === null ? 0 : a.revision - b.revision;
}

/** The product's own rows: neighbours already, unless parts that come with it mix theirs in. */
function ownTracks(
  own: readonly KnownFix[],
  updates: readonly KnownUpdate[],
  modern: boolean,
): readonly AdvisoryTracks[] {
  const mixed = own.some(({ component }) => component !== '');
  return tracksOf(mixed ? own.toSorted((a, b) => a.advisory - b.advisory) : own, updates, modern);
}

function componentsOf(
  rows: readonly KnownFix[],
  product: WindowsProduct,
  updates: readonly KnownUpdate[],
  modern: boolean,
): ReadonlyMap<string, readonly AdvisoryTracks[]> {
  const parts = new Map<string, KnownFix[]>();
  for (const row of rows) {
    if (isOwn(product, row.component)) continue;
    const ofPart = parts.get(row.component);
    if (ofPart === undefined) parts.set(row.component, [row]);
    else ofPart.push(row);
  }
  return new Map([...parts].map(([part, list]) => [part, tracksOf(list, updates, modern)]));
}
