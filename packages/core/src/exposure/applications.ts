/**
 * Updates for applications that no inventory shows. An application's updates are cumulative: the
 * newest closes everything, and any that is on the host closed what was issued before it.
 */
import type { Knowledge, KnownUpdate } from '../bulletin/index.ts';
import { productName, type WindowsProduct } from '../bulletin/index.ts';
import type { ConditionalUpdate } from './assessment.ts';
import { Kept } from './kept.ts';
import { runsOn } from './runs-on.ts';

/** How many different answers are kept: a product has few. */
const answersKept = 200;

interface Line {
  readonly application: string;
  /** Closed advisories in order, each with the update that closes it. */
  readonly rows: readonly { readonly advisory: string; readonly update: KnownUpdate }[];
}

export class Applications {
  readonly #lines: readonly Line[];
  readonly #updates: ReadonlySet<string>;
  readonly #answers = new Kept<readonly ConditionalUpdate[]>(answersKept);

  /** @param asOf ISO date; what was published later is not known */
  constructor(knowledge: Knowledge, asOf: string) {
    this.#lines = linesOf(knowledge, asOf);
    this.#updates = new Set(this.#lines.flatMap(({ rows }) => rows.map(({ update }) => update.id)));
  }

  /** What is to be installed where the application is present. */
  conditional(product: WindowsProduct, installed: readonly string[]): readonly ConditionalUpdate[] {
    const known = installed.filter((update) => this.#updates.has(update));
    return this.#answers.of([productName(product), ...known.sort()].join(' '), () =>
      this.#lines
        .filter(({ application }) => runsOn(application, product))
        .flatMap((line) => neededOf(line, new Set(known))),
    );
  }
}

/** Applications in the order of their names, each with what was known of it on the day. */
function linesOf({ updates, advisories, fixes }: Knowledge, asOf: string): readonly Line[] {
  const lines = new Map<string, Line['rows'][number][]>();
  for (const fix of fixes) {
    const update = updates[fix.update];
    const advisory = advisories[fix.advisory]?.id;
    if (update === undefined || advisory === undefined) continue;
    if (fix.published > asOf || update.published > asOf) continue;
    const rows = lines.get(fix.component) ?? [];
    lines.set(fix.component, rows);
    rows.push({ advisory, update });
  }
  return [...lines].map(([application, rows]) => ({ application, rows }));
}

function neededOf({ application, rows }: Line, installed: ReadonlySet<string>) {
  let since = '';
  let newest = '';
  for (const { update } of rows) {
    const { id, published } = update;
    if (published > newest) newest = published;
    if (published > since && installed.has(id)) since = published;
  }
  if (since === newest) return [];
  const open = rows.filter(({ update }) => update.published > since);
  const closes = [...new Set(open.map(({ advisory }) => advisory))];
  return newestOf(open, newest).map((update) => ({ update, component: application, closes }));
}

/** Mostly one. Two of one day are for two branches that the feeds do not tell apart. */
function newestOf(rows: Line['rows'], day: string): readonly string[] {
  const updates = new Set(rows.map(({ update }) => update).filter((one) => one.published === day));
  const replaced = new Set([...updates].flatMap(({ supersedes }) => supersedes));
  return [...updates]
    .map(({ id }) => id)
    .filter((id) => !replaced.has(id))
    .sort();
}
