/**
 * Is the ledger's chain whole? What was verified once is remembered by its last link, so that
 * asking again reads only what came since; everything is read again when that is asked for.
 */

import type { AuditChain } from '@daybreak/protocol/audit';
import {
  type ChainBreak,
  type ChainLink,
  chainStart,
  missingLink,
  verifyFrom,
} from '@daybreak/storage/audit';
import type { Reader } from '@daybreak/storage/database';
import type { ServerContext } from '../context/index.ts';

interface Found {
  readonly link: ChainLink;
  readonly broken: ChainBreak | null;
  readonly checkedAt: Date;
  readonly readWholeAt: Date;
}

interface Run {
  readonly anew: boolean;
  readonly end: Promise<Found>;
}

export class ChainKeeper {
  readonly #context: Pick<ServerContext, 'database' | 'now'>;
  #found: Found | null = null;
  /** The furthest link that ever held, so that entries cut off the end are missed. */
  #witness: ChainLink = chainStart;
  #running: Run | null = null;

  constructor(context: Pick<ServerContext, 'database' | 'now'>) {
    this.#context = context;
  }

  /** At most one reads at a time: who asks meanwhile gets its answer, if it reads what they want. */
  async check({ anew }: { readonly anew: boolean }): Promise<AuditChain> {
    while (this.#running !== null) {
      const { end, anew: fromTheStart } = this.#running;
      const found = await end;
      if (fromTheStart || !anew) return shown(found);
    }
    this.#running = { anew, end: this.#run(anew) };
    return shown(await this.#running.end);
  }

  async #run(anew: boolean): Promise<Found> {
    try {
      this.#found = await this.#look(anew ? null : this.#found);
      return this.#found;
    } finally {
      this.#running = null;
    }
  }

  /** A break that was found stands until everything is read again. */
  async #look(before: Found | null): Promise<Found> {
    if (before !== null && before.broken !== null) return before;
    const { database, now } = this.#context;
    const gone = await missingLink(database, this.#witness);
    const known = gone === null ? before : null;
    const readWholeAt = known?.readWholeAt ?? now();
    const { link, broken } = await follow(database, known?.link ?? chainStart);
    if (link.sequence > this.#witness.sequence) this.#witness = link;
    return { link, broken: firstOf(broken, gone), checkedAt: now(), readWholeAt };
  }
}

async function follow(
  reader: Reader,
  from: ChainLink,
): Promise<{ readonly link: ChainLink; readonly broken: ChainBreak | null }> {
  let link = from;
  for (;;) {
    const step = await verifyFrom(reader, link);
    link = step.link;
    if (step.broken !== null || !step.more) return { link, broken: step.broken };
  }
}

function firstOf(one: ChainBreak | null, other: ChainBreak | null): ChainBreak | null {
  if (one === null || other === null) return one ?? other;
  return one.sequence <= other.sequence ? one : other;
}

function shown({ link, broken, checkedAt, readWholeAt }: Found): AuditChain {
  return {
    upTo: link.sequence,
    hash: link.hash,
    broken: broken === null ? null : { ...broken },
    checkedAt: checkedAt.toISOString(),
    readWholeAt: readWholeAt.toISOString(),
  };
}
