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
}

/** How the presence of an update was decided. */
type Decision = keyof typeof decisions;

const decisions = {
  'build reached': { present: true, rule: 'build' },
  installed: { present: true, rule: 'kb' },
  replaced: { present: true, rule: 'kb' },
  contained: { present: true, rule: 'kb' },
  'build below': { present: false, rule: 'build' },
  absent: { present: false, rule: 'kb' },
  'list cut short': { present: null, rule: 'kb' },
  'containment unsaid': { present: null, rule: 'kb' },
} as const satisfies Readonly<Record<string, Presence>>;

/** So many presences of three kinds fit into one number of a fingerprint: 3^19 < 2^31. */
const presencesPerNumber = 19;

export class HostPresence {
  readonly #host: WindowsHost;
  readonly #product: PreparedProduct;
  readonly #installed: ReadonlySet<string>;
  /** Null while no update has asked for it: following what replaces what is most of the work. */
  #replacedBy: ReadonlyMap<string, string> | null = null;
  /** Revision the host is at: stated, or else at least that of its newest cumulative update. */
  readonly revision: number | null;
  /** Newest cumulative update that the host has. */
  readonly newest: KnownUpdate | null;
  readonly #decided: Decision[] = [];

  constructor(host: WindowsHost, product: PreparedProduct) {
    this.#host = host;
    this.#product = product;
    this.#installed = new Set(host.installed.updates);
    this.revision = host.revision ?? this.#derivedRevision();
    this.newest = this.#newestCumulative();
  }

  of(at: number): Presence {
    return decisions[this.#decision(at)];
  }

  /** The evidence in words. */
  because(at: number): string {
    const { build } = this.#host;
    const update = this.#product.knowledge.updates[at];
    const { id = '', revision = null } = update ?? {};
    const newest = this.newest?.id ?? '';
    const decision = this.#decision(at);
    switch (decision) {
      case 'build reached':
        return `the host is at ${build}.${this.revision}, the update brought ${revision}`;
      case 'build below':
        return `the host is at ${build}.${this.revision}, the update brings ${revision}`;
      case 'installed':
        return `${id} is installed`;
      case 'replaced':
        return `${this.#replaced().get(id) ?? newest} is installed and replaces ${id}`;
      case 'contained':
        return `${newest} of ${this.newest?.published} is cumulative and contains ${id}`;
      case 'absent':
        return `neither ${id} nor an update that contains it is installed`;
      case 'list cut short':
        return 'the list of installed updates is cut short';
      case 'containment unsaid':
        return `no feed says whether ${newest}, which is newer, contains ${id}`;
      default:
        return decision satisfies never;
    }
  }

  /** Equal for hosts of the product in which the same of these updates are present, for all one can tell. */
  fingerprint(updates: Iterable<number>): string {
    const numbers: number[] = [];
    let number = 0;
    let count = 0;
    for (const at of updates) {
      const { present } = this.of(at);
      number = number * 3 + (present === null ? 2 : Number(present));
      count += 1;
      if (count % presencesPerNumber === 0) {
        numbers.push(number);
        number = 0;
      }
    }
    numbers.push(number);
    return `${this.#host.build}.${this.revision} ${this.newest?.id} ${numbers.join(' ')}`;
  }

  #decision(at: number): Decision {
    let decision = this.#decided[at];
    if (decision === undefined) {
      const update = this.#product.knowledge.updates[at];
      decision = update === undefined ? 'absent' : this.#decide(update, at);
      this.#decided[at] = decision;
    }
    return decision;
  }

  #decide(update: KnownUpdate, at: number): Decision {
    const { revision, newest } = this;
    const comparable = revision !== null && update.revision !== null;
    if (comparable && revision >= update.revision) return 'build reached';
    if (this.#installed.has(update.id)) return 'installed';
    const { id } = update;
    if (this.#replaced().has(id) || this.#isReplacedByNewest(id)) return 'replaced';
    const older = newest !== null && update.published <= newest.published;
    if (older && this.#product.contained.has(at)) return 'contained';
    const { complete } = this.#host.installed;
    if (comparable && (this.#host.revision !== null || complete)) return 'build below';
    if (!complete) return 'list cut short';
    return older ? 'containment unsaid' : 'absent';
  }

  /** What the installed updates replace, with the one that does. */
  #replaced(): ReadonlyMap<string, string> {
    this.#replacedBy ??= this.#product.replacements.by(this.#host.installed.updates);
    return this.#replacedBy;
  }

  /** Through those that the newest cumulative update contains. */
  #isReplacedByNewest(id: string): boolean {
    return this.newest !== null && this.#product.replacements.byContaining(this.newest).has(id);
  }

  #derivedRevision(): number | null {
    if (this.#product.branch === null) return null;
    let newest: number | null = null;
    for (const at of this.#product.cumulative) {
      const { id, revision } = this.#product.knowledge.updates[at] ?? {};
      if (revision == null || id === undefined || !this.#installed.has(id)) continue;
      if (newest === null || revision > newest) newest = revision;
    }
    return newest;
  }

  #newestCumulative(): KnownUpdate | null {
    const { cumulative, knowledge } = this.#product;
    const reached = (revision: number | null): boolean =>
      revision !== null && this.revision !== null && revision <= this.revision;
    const at = cumulative.findLast((one) => {
      const update = knowledge.updates[one];
      return update !== undefined && (this.#installed.has(update.id) || reached(update.revision));
    });
    return knowledge.updates[at ?? -1] ?? null;
  }
}
