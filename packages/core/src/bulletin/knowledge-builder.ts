import { cumulativeBuild, readWindowsBuild, servicingBranch } from '../version/index.ts';
import { readApplication } from './application.ts';
import { withHotpatches, withSiblings } from './branch.ts';
import { markCumulative } from './cumulative.ts';
import type { FeedDrop, FeedName } from './feed.ts';
import type { Fix } from './fix.ts';
import { withoutForeignUpdates } from './foreign.ts';
import { isInBox } from './in-box.ts';
import type { Knowledge, KnownUpdate, ProductKnowledge } from './knowledge.ts';
import { KnowledgeDraft } from './knowledge-draft.ts';
import {
  type ProductId,
  productId,
  productName,
  readWindowsProduct,
  type WindowsProduct,
} from './product.ts';
import { revisionsOutOfOrder } from './revision-order.ts';

interface ProductDraft {
  readonly product: WindowsProduct;
  readonly draft: KnowledgeDraft;
}

export interface GatheredKnowledge {
  readonly products: readonly ProductKnowledge[];
  /** Of all applications together; the component of each row is the application's name. */
  readonly applications: Knowledge;
}

/**
 * Gathers the rows of all feeds into one knowledge per Windows product, and one of the applications
 * that come from Microsoft beside it.
 *
 * The same fact told by two feeds is one fact; where they differ, nothing is lost: supersedence is
 * the union, severity the worse, the date of a row the earlier. Rows of any other product (Office,
 * Exchange, …) are counted and left out: no inventory we read shows whether a host has them.
 */
export class KnowledgeBuilder {
  readonly #drafts = new Map<ProductId, ProductDraft>();
  readonly #applications = new KnowledgeDraft();
  readonly #byName = new Map<string, ProductDraft | string | null>();
  readonly #leftOut = new Map<FeedName, Map<string, FeedDrop>>();

  add(feed: FeedName, fix: Fix): void {
    const place = this.#placeOf(fix.product);
    if (place === null) {
      this.#leaveOut(feed, 'product that no inventory shows', fix);
    } else if (typeof place === 'string') {
      this.#applications.add({ ...fix, component: place }, null);
    } else {
      const { product, draft } = place;
      const component = isInBox(product, fix.component) ? '' : fix.component;
      draft.add({ ...fix, component }, this.#revision(feed, product, fix));
    }
  }

  /** What of a feed's rows could not become knowledge, and why. */
  leftOut(feed: FeedName): readonly FeedDrop[] {
    return [...(this.#leftOut.get(feed)?.values() ?? [])];
  }

  finish(): GatheredKnowledge {
    return { products: this.#products(), applications: this.#applications.finish() };
  }

  #products(): readonly ProductKnowledge[] {
    const drafts = [...this.#drafts].map(([id, { product, draft }]) => ({
      id,
      product,
      ...draft.finish(),
    }));
    const products = withoutForeignUpdates(drafts, ({ id }, { product }) =>
      this.#drop('definitions', 'update of another product', `${id} on ${productName(product)}`),
    );
    return withSiblings(withHotpatches(products.map(markCumulative)))
      .map((product) => this.#withoutSlips(product))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #withoutSlips(product: ProductKnowledge): ProductKnowledge {
    const slips = revisionsOutOfOrder(product.updates);
    if (slips.size === 0) return product;
    const updates = product.updates.map((update): KnownUpdate => {
      if (!slips.has(update.id)) return update;
      const example = `${update.id} on ${product.id}, revision ${update.revision}`;
      this.#drop('msrc', 'fixed build that contradicts the order of release', example);
      return { ...update, revision: null };
    });
    return { ...product, updates };
  }

  /** Where the rows of this name go: a product's draft, or the name of an application. */
  #placeOf(name: string): ProductDraft | string | null {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const product = readWindowsProduct(name);
    const place = product === null ? readApplication(name) : this.#draft(product);
    this.#byName.set(name, place);
    return place;
  }

  #draft(product: WindowsProduct): ProductDraft {
    const id = productId(product);
    let draft = this.#drafts.get(id);
    if (draft === undefined) {
      draft = { product, draft: new KnowledgeDraft() };
      this.#drafts.set(id, draft);
    }
    return draft;
  }

  /** The row's revision, if it lies on the product's own branch: feeds do carry wrong builds. */
  #revision(feed: FeedName, product: WindowsProduct, fix: Fix): number | null {
    if (fix.fixedBuild === '') return null;
    const own = cumulativeBuild(product.family, product.release);
    const fixed = readWindowsBuild(fix.fixedBuild);
    if (own === null) return null;
    if (fixed !== null && servicingBranch(fixed.build) === servicingBranch(own)) {
      return fixed.revision;
    }
    this.#leaveOut(feed, "fixed build that is not on the product's branch", fix);
    return null;
  }

  #leaveOut(feed: FeedName, reason: string, fix: Fix): void {
    this.#drop(feed, reason, `${fix.update || fix.advisory} on ${fix.product} ${fix.fixedBuild}`);
  }

  #drop(feed: FeedName, reason: string, example: string): void {
    const drops = this.#leftOut.get(feed) ?? new Map<string, FeedDrop>();
    this.#leftOut.set(feed, drops);
    const known = drops.get(reason) ?? { reason, count: 0, example: example.trim() };
    drops.set(reason, { ...known, count: known.count + 1 });
  }
}
