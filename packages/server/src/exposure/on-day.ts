/** Exposure with what the publishers had published by the end of a day. */

import {
  findOnHost,
  type Named,
  type NamedFinding,
  type ProductExposure,
} from '@daybreak/core/exposure';
import type { Host } from '@daybreak/core/inventory';

/** What was known on a day, of things that are named. */
export interface ExposureOnDay {
  /** ISO date. */
  readonly day: string;
  /** Reads what is known of these products, one after the other: so that finding is quick. */
  prepare(products: readonly string[]): AsyncGenerator<void>;
  /** ISO date from which a bulletin had it; null where none that was read has it by then. */
  released(named: Named): string | null;
  /** One for each name, in their order; unknown where nothing says. */
  find(host: Host, names: readonly Named[]): readonly NamedFinding[];
}

export interface OnDayOptions {
  readonly day: string;
  /** Null where nothing is known of the product. */
  readonly product: (id: string) => ProductExposure | null;
  /** ISO date of the vendor's statement on an advisory; null where there is none. */
  readonly stated: (advisory: string) => string | null;
}

export class ProductsOnDay implements ExposureOnDay {
  readonly day: string;
  readonly #product: OnDayOptions['product'];
  readonly #stated: OnDayOptions['stated'];
  readonly #products = new Map<string, ProductExposure | null>();
  readonly #released = new Map<string, string | null>();

  constructor({ day, product, stated }: OnDayOptions) {
    this.day = day;
    this.#product = product;
    this.#stated = stated;
  }

  async *prepare(products: readonly string[]): AsyncGenerator<void> {
    for (const id of products) {
      if (this.#products.has(id)) continue;
      this.#of(id);
      // Another product may know what none knew before.
      this.#released.clear();
      yield;
    }
  }

  released(named: Named): string | null {
    const key = `${named.kind} ${named.name.toLowerCase()}`;
    const known = this.#released.get(key);
    if (known !== undefined) return known;
    const dates = [...this.#products.values()].flatMap((one) => one?.published(named) ?? []);
    if (named.kind === 'advisory') dates.push(...this.#statedBy(named.name));
    const first = dates.filter((date) => date <= this.day).sort()[0] ?? null;
    this.#released.set(key, first);
    return first;
  }

  find(host: Host, names: readonly Named[]): readonly NamedFinding[] {
    const product = (id: string) => this.#of(id);
    const released = (named: Named) => this.released(named);
    return findOnHost(host, names, { product, released });
  }

  #statedBy(advisory: string): readonly string[] {
    const stated = this.#stated(advisory.toUpperCase());
    return stated === null ? [] : [stated];
  }

  #of(id: string): ProductExposure | null {
    let product = this.#products.get(id);
    if (product === undefined) {
      product = this.#product(id);
      this.#products.set(id, product);
    }
    return product;
  }
}
