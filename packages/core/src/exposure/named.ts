/** What is found on a host of advisories and updates that somebody names. */
import type { WindowsHost } from '../inventory/index.ts';
import { Kept } from '../kept/index.ts';
import type { ExposureState, Rule } from './assessment.ts';
import type { Containers } from './install-set.ts';
import { Judge } from './judge.ts';
import type { PreparedProduct } from './prepared.ts';
import { HostPresence } from './presence.ts';
import type { AdvisoryGroup } from './tracks.ts';

/** An advisory or an update, by its name in any letter case. */
export interface Named {
  readonly kind: 'advisory' | 'update';
  readonly name: string;
}

export interface NamedFinding extends Named {
  readonly state: ExposureState;
  /** The update that decided; empty where none did. */
  readonly update: string;
  /** Null where no update of the product has to do with it. */
  readonly rule: Rule | null;
  /** The evidence in words. */
  readonly because: string;
  /** ISO date from which an update for the product was known; null where none was. */
  readonly published: string | null;
}

/** How many names a product remembers the place of. */
const namesKept = 500;

interface Place {
  /** Part that must be present; empty for the product itself. */
  readonly component: string;
  readonly group: AdvisoryGroup;
}

/** Finds what is named among a product's own updates and those of its parts. */
export class NamedFinder {
  readonly #product: PreparedProduct;
  readonly #containers: Containers;
  readonly #places = new Kept<readonly Place[]>(namesKept);
  readonly #updates: ReadonlyMap<string, number>;

  constructor(product: PreparedProduct, containers: Containers) {
    this.#product = product;
    this.#containers = containers;
    this.#updates = new Map([...product.updateAt].map(([id, at]) => [id.toLowerCase(), at]));
  }

  /** ISO date from which the product's bulletins had it; null where they have not. */
  published({ kind, name }: Named): string | null {
    if (kind === 'update') return this.#released(this.#updates.get(name.toLowerCase()));
    const dates = this.#placesOf(name).map(({ group }) => group.published);
    return dates.sort()[0] ?? null;
  }

  /** In the order of the names; null where no bulletin for the product has it. */
  find(host: WindowsHost, names: readonly Named[]): readonly (NamedFinding | null)[] {
    const presence = new HostPresence(host, this.#product);
    const judge = new Judge(presence);
    return names.map((named) => {
      if (named.kind === 'update') return this.#update(named, presence);
      const found = this.#placesOf(named.name).map((place) =>
        this.#advisory(named, place, presence, judge),
      );
      return found.sort((a, b) => gravity.indexOf(a.state) - gravity.indexOf(b.state))[0] ?? null;
    });
  }

  #update(named: Named, presence: HostPresence): NamedFinding | null {
    const at = this.#updates.get(named.name.toLowerCase());
    if (at === undefined) return null;
    const { present } = presence.of(at);
    const onlyForParts = this.#product.partUpdates.has(at) && !this.#product.ownUpdates.has(at);
    const missing = onlyForParts ? 'unknown' : 'open';
    const state = present === null ? 'unknown' : present ? 'fixed' : missing;
    const part = state === 'unknown' && onlyForParts ? 'a part that may be absent' : '';
    return this.#finding(named, { state, at, part, published: this.#released(at) }, presence);
  }

  #advisory(
    named: Named,
    { component, group }: Place,
    presence: HostPresence,
    judge: Judge,
  ): NamedFinding {
    const { state: judged, by: at } = judge.of(group);
    // What is open in a part is open only where the part is there, which no inventory shows.
    const state = component !== '' && judged === 'open' ? 'unknown' : judged;
    const part = state === 'unknown' ? component : '';
    return this.#finding(named, { state, at, part, published: group.published }, presence);
  }

  #finding(
    named: Named,
    found: { state: ExposureState; at: number; part: string; published: string | null },
    presence: HostPresence,
  ): NamedFinding {
    const { state, at, part, published } = found;
    const because = at === -1 ? 'no feed says which update closes it' : presence.because(at);
    const doubt = part === '' ? '' : `it is in ${part}, which no inventory shows; `;
    const rule = at === -1 ? null : presence.of(at).rule;
    return {
      ...named,
      state,
      update: this.#nameOf(at, state),
      rule,
      because: doubt + because,
      published,
    };
  }

  /** What closed it; else what would be installed to close it. */
  #nameOf(at: number, state: ExposureState): string {
    if (at === -1) return '';
    const shown = state === 'fixed' ? at : this.#containers.of(at);
    return this.#product.knowledge.updates[shown]?.id ?? '';
  }

  #released(at: number | undefined): string | null {
    return this.#product.knowledge.updates[at ?? -1]?.published ?? null;
  }

  #placesOf(name: string): readonly Place[] {
    return this.#places.of(name.toLowerCase(), () => this.#look(name.toLowerCase()));
  }

  #look(name: string): readonly Place[] {
    const { knowledge, groups, components } = this.#product;
    const at = knowledge.advisories.findIndex(({ id }) => id.toLowerCase() === name);
    if (at === -1) return [];
    const of = (component: string, all: readonly AdvisoryGroup[]): Place[] =>
      all
        .filter(({ advisories }) => Array.from(advisories).includes(at))
        .map((group) => ({ component, group }));
    return [...of('', groups), ...[...components].flatMap(([part, all]) => of(part, all))];
  }
}

const gravity: readonly ExposureState[] = ['open', 'unknown', 'fixed', 'not affected'];
