/**
 * Updates for applications that no inventory shows. An application's updates are cumulative: the
 * newest closes everything, and any that is on the host closed what was issued before it.
 */
import {
  type Knowledge,
  type KnownFix,
  type KnownUpdate,
  productName,
  type WindowsProduct,
} from '../bulletin/index.ts';
import { Kept } from '../kept/index.ts';
import { type Line, type LineGroup, updatesOf, withBranches } from './application-lines.ts';
import type { ConditionalUpdate } from './assessment.ts';
import type { Named } from './named.ts';
import { runsOn } from './runs-on.ts';
import { worstFirst } from './worst-first.ts';

/** How many different answers are kept: a product has few. */
const answersKept = 200;

export class Applications {
  readonly #knowledge: Knowledge;
  readonly #asOf: string;
  readonly #updates: ReadonlySet<string>;
  readonly #answers = new Kept<readonly ConditionalUpdate[]>(answersKept);
  readonly #byName = new WeakMap<readonly ConditionalUpdate[], Names>();

  /** @param asOf ISO date; what was published later is not known */
  constructor(knowledge: Knowledge, asOf: string) {
    this.#knowledge = knowledge;
    this.#asOf = asOf;
    this.#updates = new Set(knowledge.updates.map(({ id }) => id));
  }

  /** What is to be installed where the application is present. */
  conditional(product: WindowsProduct, installed: readonly string[]): readonly ConditionalUpdate[] {
    const known = installed.filter((update) => this.#updates.has(update));
    return this.#answers.of([productName(product), ...known.sort()].join(' '), () =>
      withBranches(this.#linesOn(product)).flatMap((line) => this.#needed(line, new Set(known))),
    );
  }

  /** The first of these updates that is named, or closes what is; null where none does. */
  about({ kind, name }: Named, updates: readonly ConditionalUpdate[]): ConditionalUpdate | null {
    const known = this.#byName.get(updates) ?? namesOf(updates);
    this.#byName.set(updates, known);
    return known[kind].get(name.toLowerCase()) ?? null;
  }

  /** In the order of their names; each with what was known of it on the day. */
  #linesOn(product: WindowsProduct): readonly Line[] {
    const byName = Map.groupBy(this.#knowledge.fixes, ({ component }) => component);
    return [...byName]
      .filter(([application]) => runsOn(application, product))
      .map(([application, fixes]) => ({ application, groups: this.#known(fixes) }));
  }

  #known(fixes: readonly KnownFix[]): readonly LineGroup[] {
    const groups: LineGroup[] = [];
    for (const { updates: rows, advisories } of fixes) {
      const updates: KnownUpdate[] = [];
      for (const { at, published } of rows) {
        const update = this.#knowledge.updates[at];
        if (update === undefined || published > this.#asOf) continue;
        if (update.published <= this.#asOf) updates.push(update);
      }
      if (updates.length > 0) groups.push({ advisories, updates });
    }
    return groups;
  }

  #needed(line: Line, installed: ReadonlySet<string>): readonly ConditionalUpdate[] {
    const updates = updatesOf(line);
    const newest = newestDay(updates);
    const since = newestDay(updates.filter(({ id }) => installed.has(id)));
    if (since === newest) return [];
    const open = line.groups.filter((group) => newestDay(group.updates) > since);
    const { advisories } = this.#knowledge;
    const positions = worstFirst(open, advisories.length);
    const closes = Array.from(positions, (at) => advisories[at]?.id ?? '');
    return lastOf(updates, newest).map((update) => ({
      update,
      component: line.application,
      closes,
    }));
  }
}

/** The first update for each name, in lower case. */
type Names = Readonly<Record<Named['kind'], ReadonlyMap<string, ConditionalUpdate>>>;

function namesOf(updates: readonly ConditionalUpdate[]): Names {
  // Of two values for a key a map keeps the later one: the first update has to come last.
  const lastFirst = updates.toReversed();
  return {
    update: new Map(lastFirst.map((one) => [one.update.toLowerCase(), one])),
    advisory: new Map(
      lastFirst.flatMap((one) => one.closes.map((id) => [id.toLowerCase(), one] as const)),
    ),
  };
}

/** ISO date; empty where there is none. */
function newestDay(updates: readonly KnownUpdate[]): string {
  let newest = '';
  for (const { published } of updates) if (published > newest) newest = published;
  return newest;
}

/** Mostly one. Two of one day are for two branches that the feeds do not tell apart. */
function lastOf(all: readonly KnownUpdate[], day: string): readonly string[] {
  const updates = new Set(all.filter(({ published }) => published === day));
  const replaced = new Set([...updates].flatMap(({ supersedes }) => supersedes));
  return [...updates]
    .map(({ id }) => id)
    .filter((id) => !replaced.has(id))
    .sort();
}
