import {
  Applications,
  type Assessment,
  assessUncovered,
  type ExposureBasis,
  ProductExposure,
  productIdOfHost,
} from '@daybreak/core/exposure';
import type { WindowsHost } from '@daybreak/core/inventory';
import type { KnowledgeIndex } from '@daybreak/feeds/index-file';

/** Answers host by host from an index; null where there is none: then nothing is known of anything. */
export class Exposures {
  readonly #index: KnowledgeIndex | null;
  readonly #basis: ExposureBasis;
  readonly #products = new Map<string, ProductExposure | null>();
  #applications: Applications | null = null;

  /** @param listedExploited advisories that an authority lists as exploited, as of the day */
  constructor(index: KnowledgeIndex | null, asOf: string, listedExploited: ReadonlySet<string>) {
    this.#index = index;
    this.#basis = { asOf, feeds: index?.feeds ?? [], listedExploited };
  }

  assess(host: WindowsHost): Assessment {
    const product = this.#product(productIdOfHost(host));
    return product === null ? assessUncovered(host, this.#basis) : product.assess(host);
  }

  #product(id: string): ProductExposure | null {
    let product = this.#products.get(id);
    if (product === undefined) {
      const knowledge = this.#index?.product(id) ?? null;
      product =
        knowledge === null
          ? null
          : new ProductExposure(knowledge, this.#basis, () => this.#applicationsKnown());
      this.#products.set(id, product);
    }
    return product;
  }

  #applicationsKnown(): Applications | null {
    if (this.#index === null) return null;
    this.#applications ??= new Applications(this.#index.applications(), this.#basis.asOf);
    return this.#applications;
  }
}
