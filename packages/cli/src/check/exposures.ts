import {
  Applications,
  type Assessment,
  assessHost,
  type ExposureBasis,
  ProductExposure,
} from '@daybreak/core/exposure';
import type { Host } from '@daybreak/core/inventory';
import type { KnowledgeIndex } from '@daybreak/feeds/index-file';
import type { ThreatFiles } from '@daybreak/feeds/threat-file';

/** Answers host by host from an index; null where there is none: then nothing is known of anything. */
export class Exposures {
  readonly #index: KnowledgeIndex | null;
  readonly #basis: ExposureBasis;
  readonly #products = new Map<string, ProductExposure | null>();
  #applications: Applications | null = null;

  /** @throws {IndexError} when what is known of exploitation is damaged */
  constructor(index: KnowledgeIndex | null, threats: ThreatFiles, asOf: string) {
    this.#index = index;
    const listedExploited = threats.listedOn(asOf);
    // The file knows every listing there ever was: an answer rests on those of its day.
    const kev = { ...threats.feed('kev'), rows: listedExploited.size };
    const feeds = index === null ? [] : [...index.feeds, kev];
    this.#basis = { asOf, feeds, listedExploited };
  }

  assess(host: Host): Assessment {
    return assessHost(host, { product: (id) => this.#product(id), basis: () => this.#basis });
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
