/**
 * Is an update in a host? The rules, strongest first, each leaving its evidence:
 * the host's build against the update's; the installed updates and all they replace; the newest
 * installed cumulative update, which contains every earlier one even where the feeds' supersedence
 * has gaps. Absence counts only where the list of installed updates is complete.
 */
import type { KnownUpdate } from '../bulletin/index.ts';
import type { WindowsHost } from '../inventory/index.ts';
import type { Rule } from './assessment.ts';
import type { PreparedProduct } from './prepared.ts';

export interface Presence {
  /** Null: cannot be told. */
  readonly present: boolean | null;
  readonly rule: Rule;
  readonly because: string;
}

export class HostPresence {
  readonly #host: WindowsHost;
  readonly #product: PreparedProduct;
  readonly #installed: ReadonlySet<string>;
  readonly #replacedBy: ReadonlyMap<string, string>;
  /** Revision the host is at: stated, or else at least that of its newest cumulative update. */
  readonly revision: number | null;
  /** Newest cumulative update that the host has. */
  readonly newest: KnownUpdate | null;
  readonly #cache: Presence[] = [];

  constructor(host: WindowsHost, product: PreparedProduct) {
    this.#host = host;
    this.#product = product;
    this.#installed = new Set(host.installed.updates);
    this.revision = host.revision ?? this.#derivedRevision();
    this.newest = this.#newestCumulative();
    this.#replacedBy = replacedBy(host.installed.updates, this.newest, product);
  }

  of(at: number): Presence {
    let presence = this.#cache[at];
    if (presence === undefined) {
      const update = this.#product.knowledge.updates[at];
      presence = update ? this.#decide(update, at) : unknown('the update is not known');
      this.#cache[at] = presence;
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
    return replacement === undefined
      ? null
      : present(`${replacement} is installed and replaces ${id}`);
  }

  #byContaining(update: KnownUpdate, at: number): Presence | null {
    const { newest } = this;
    if (newest === null || update.published > newest.published) return null;
    if (!this.#product.contained.has(at)) return null;
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
    if (this.newest !== null && update.published <= this.newest.published) {
      return unknown(
        `no feed says whether ${this.newest.id}, which is newer, contains ${update.id}`,
      );
    }
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

/** Every update that the host's updates replace, transitively, with the one on the host that does. */
function replacedBy(
  installed: readonly string[],
  newest: KnownUpdate | null,
  { knowledge, updateAt, contained }: PreparedProduct,
): ReadonlyMap<string, string> {
  const replaced = new Map<string, string>();
  const follow = (root: string, start: string): void => {
    const pending = [start];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      for (const next of knowledge.updates[updateAt.get(id) ?? -1]?.supersedes ?? []) {
        if (replaced.has(next)) continue;
        replaced.set(next, root);
        pending.push(next);
      }
    }
  };
  for (const id of installed) follow(id, id);
  // What a contained update replaces, the containing one replaces too.
  for (const at of newest === null ? [] : contained) {
    const inner = knowledge.updates[at];
    if (newest === null || inner === undefined || inner.published > newest.published) continue;
    follow(newest.id, inner.id);
  }
  return replaced;
}

function present(because: string): Presence {
  return { present: true, rule: 'kb', because };
}

function unknown(because: string): Presence {
  return { present: null, rule: 'kb', because };
}
