/** What became of each order, on the host's own disk: what is in it is never begun again. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Order, OrderOutcome } from '@daybreak/protocol/agent';
import { readIfPresent, removeDurably, writeDurably } from '../durable-file/index.ts';
import { type Before, type Entry, entry, orderIdIn } from './entry.ts';

const keptMs = 90 * 86_400_000;
/** A server that orders without end fills no disk. */
const entriesMax = 10_000;

/** Each step is on disk before the next may begin. */
export class Journal {
  readonly #folder: string;
  readonly #entries: Map<string, Entry>;

  private constructor(folder: string, entries: Map<string, Entry>) {
    this.#folder = folder;
    this.#entries = entries;
  }

  static async open(stateFolder: string): Promise<Journal> {
    const folder = join(stateFolder, 'orders');
    const entries = new Map<string, Entry>();
    for (const fileName of await readdir(folder)) {
      const id = orderIdIn(fileName);
      const bytes = id === null ? null : await readIfPresent(join(folder, fileName));
      if (id !== null && bytes !== null) entries.set(id, readEntry(bytes));
    }
    return new Journal(folder, entries);
  }

  get entries(): ReadonlyMap<string, Entry> {
    return this.#entries;
  }

  get isFull(): boolean {
    return this.#entries.size >= entriesMax;
  }

  async received(order: Order, now: Date): Promise<void> {
    await this.#write(order.id, [undefined], { state: 'received', at: now.toISOString(), order });
  }

  /** When this is done, the order may be begun: it will be known whatever happens. */
  async begun(order: Order, now: Date, before: Before): Promise<void> {
    const at = now.toISOString();
    await this.#write(order.id, ['received'], { state: 'begun', at, order, before });
  }

  async ended(id: string, now: Date, outcome: OrderOutcome): Promise<void> {
    const at = now.toISOString();
    await this.#write(id, ['received', 'begun', 'damaged'], { state: 'ended', at, outcome });
  }

  async acknowledged(id: string, now: Date): Promise<void> {
    await this.#write(id, ['ended'], { state: 'acknowledged', at: now.toISOString() });
  }

  /** What the server has known for long is of no use any more. */
  async forgetOld(now: Date): Promise<void> {
    for (const [id, { state, at }] of this.#entries) {
      if (state !== 'acknowledged' || now.getTime() - Date.parse(at) < keptMs) continue;
      await removeDurably(this.#pathOf(id));
      this.#entries.delete(id);
    }
  }

  async #write(
    id: string,
    from: readonly (Entry['state'] | undefined)[],
    to: Entry,
  ): Promise<void> {
    const state = this.#entries.get(id)?.state;
    if (!from.includes(state)) {
      throw new Error(`the order ${id} is ${state ?? 'not known'} and cannot be ${to.state}`);
    }
    await writeDurably(this.#pathOf(id), `${JSON.stringify(to)}\n`);
    this.#entries.set(id, to);
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

function readEntry(bytes: Buffer): Entry {
  try {
    return entry.parse(JSON.parse(bytes.toString()));
  } catch {
    return { state: 'damaged', at: new Date(0).toISOString() };
  }
}
