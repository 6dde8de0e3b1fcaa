/**
 * Is an update in a host? The rules, strongest first, each leaving its evidence:
 * the host's build against the update's; the installed updates and all they replace; the newest
 * installed cumulative update, which contains every earlier one even where the feeds' supersedence
 * has gaps. Absence counts only where the list of installed updates is complete.
 */
import { isServicedSeparately, type KnownUpdate } from '../bulletin/index.ts';
import type { WindowsHost } from '../inventory/index.ts';
import type { Rule } from './assessment.ts';
import type { PreparedProduct } from './prepared.ts';

export interface Presence {
  /** Null: cannot be told. */
  readonly present: boolean | null;
  readonly rule: Rule;
  readonly because: string;
}

/** From October 2016 on, a Monthly Rollup contains the months' fixes before it. */
const firstRollup = '2016-10-01';

/** First branch whose cumulative updates bring the servicing stack with them (since February 2021). */
const combinedStackBranch = 19041;

export class HostPresence {
  readonly #host: WindowsHost;
  readonly #product: PreparedProduct;
  readonly #installed: ReadonlySet<string>;
  readonly #replacedBy: ReadonlyMap<string, string>;
  /** Revision the host is at: stated, or else at least that of its newest cumulative update. */
  readonly revision: number | null;
  /** Newest cumulative update that the host has. */
  readonly newest: KnownUpdate | null;
  readonly #cache = new Map<number, Presence>();

  constructor(host: WindowsHost, product: PreparedProduct) {
    this.#host = host;
    this.#product = product;
    this.#installed = new Set(host.installed.updates);
    this.#replacedBy = replacedBy(host.installed.updates, product);
    this.revision = host.revision ?? this.#derivedRevision();
    this.newest = this.#newestCumulative();
  }

  of(at: number): Presence {
    let presence = this.#cache.get(at);
    if (presence === undefined) {
      const update = this.#product.knowledge.updates[at];
      presence = update ? this.#decide(update, at) : unknown('the update is not known');
      this.#cache.set(at, presence);
    }
    return presence;
  }

  #decide(update: KnownUpdate, at: number): Presence {
    return (
      this.#byBuild(update) ??
      this.#byInstalled(update) ??
      this.#byContaining(update, at) ??
      this.#absent(update)
    );
  }

  #byBuild({ revision }: KnownUpdate): Presence | null {
    if (revision === null || this.revision === null || this.revision < revision) return null;
    const { build } = this.#host;
    return {
      present: true,
      rule: 'build',
      because: `the host is at ${build}.${this.revision}, the update brought ${revision}`,
    };
  }

  #byInstalled({ id }: KnownUpdate): Presence | null {
    if (this.#installed.has(id)) return present(`${id} is installed`);
    const replacement = this.#replacedBy.get(id);
    return replacement === undefined ? null : present(`${replacement} is installed and replaces ${id}`);
  }

  #byContaining(update: KnownUpdate, at: number): Presence | null {
    const { newest } = this;
    if (newest === null || update.published > newest.published) return null;
    if (!containsEarlier(this.#product, update, at)) return null;
    return present(`${newest.id} of ${newest.published} is cumulative and contains ${update.id}`);
  }

  #absent(update: KnownUpdate): Presence {
    const { build, installed } = this.#host;
    if (this.revision !== null && update.revision !== null) {
      const because = `the host is at ${build}.${this.revision}, the update brings ${update.revision}`;
      if (this.#host.revision !== null || installed.complete) {
        return { present: false, rule: 'build', because };
      }
    }
    if (!installed.complete) return unknown('the list of installed updates is cut short');
    return {
      present: false,
      rule: 'kb',
      because: `neither ${update.id} nor an update that contains it is installed`,
    };
  }

  #derivedRevision(): number | null {
    if (this.#product.branch === null) return null;
    const revisions = this.#cumulative()
      .filter(({ id }) => this.#installed.has(id))
      .map(({ revision }) => revision ?? -1);
    const newest = Math.max(-1, ...revisions);
    return newest === -1 ? null : newest;
  }

  #newestCumulative(): KnownUpdate | null {
    const has = ({ id, revision }: KnownUpdate): boolean =>
      this.#installed.has(id) ||
      (revision !== null && this.revision !== null && revision <= this.revision);
    return this.#cumulative().findLast(has) ?? null;
  }

  #cumulative(): readonly KnownUpdate[] {
    const { updates } = this.#product.knowledge;
    return this.#product.cumulative.flatMap((at) => updates[at] ?? []);
  }
}

/** Whether later cumulative updates of the product contain this update. */
export function containsEarlier(
  product: PreparedProduct,
  update: KnownUpdate,
  at: number,
): boolean {
  if (isServicedSeparately(update) || update.kind === 'service-pack') return false;
  if (product.branch === null) {
    return update.kind !== 'single' && update.kind !== 'servicing-stack' && update.published >= firstRollup;
  }
  if (update.kind === 'servicing-stack') return product.branch >= combinedStackBranch;
  return update.kind === 'cumulative' || product.ownUpdates.has(at);
}

/** Every update that the installed ones replace, transitively, with the installed one that does. */
function replacedBy(
  installed: readonly string[],
  { knowledge, updateAt }: PreparedProduct,
): ReadonlyMap<string, string> {
  const replaced = new Map<string, string>();
  for (const root of installed) {
    const pending = [root];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      const at = updateAt.get(id);
      const supersedes = at === undefined ? [] : (knowledge.updates[at]?.supersedes ?? []);
      for (const next of supersedes) {
        if (replaced.has(next)) continue;
        replaced.set(next, root);
        pending.push(next);
      }
    }
  }
  return replaced;
}

function present(because: string): Presence {
  return { present: true, rule: 'kb', because };
}

function unknown(because: string): Presence {
  return { present: null, rule: 'kb', because };
}
