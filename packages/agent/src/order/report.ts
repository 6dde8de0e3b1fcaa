import type { OrderReport } from '@daybreak/protocol/agent';
import type { Answer } from '../server-client/index.ts';
import type { Journal } from './journal.ts';

/** @returns what the server said to it */
export type SendReport = (order: string, report: OrderReport) => Promise<Answer<unknown>>;

/** A server that knows no such order, or cannot take such a report, will not tomorrow. */
const final: ReadonlySet<number> = new Set([400, 404, 410, 422]);

/** Tells the server what the journal has, until it has acknowledged it. */
export class Reporter {
  readonly #journal: Journal;
  readonly #send: SendReport;
  readonly #now: () => Date;
  /** Orders of which the server knows that they have begun. */
  readonly #begunTold = new Set<string>();

  constructor(journal: Journal, send: SendReport, now: () => Date) {
    this.#journal = journal;
    this.#send = send;
    this.#now = now;
  }

  /** Stops at the first that the server does not take: the next attempt begins anew. */
  async tellAll(): Promise<void> {
    for (const [id, entry] of [...this.#journal.entries]) {
      if (entry.state === 'begun') {
        if (!(await this.tellBegun(id))) return;
      } else if (entry.state === 'ended') {
        const { at, outcome } = entry;
        if (!isSettled(await this.#send(id, { kind: 'ended', at, outcome }))) return;
        await this.#journal.acknowledged(id, this.#now());
        this.#begunTold.delete(id);
      }
    }
  }

  /** False where the server does not know it now. */
  async tellBegun(id: string): Promise<boolean> {
    const entry = this.#journal.entries.get(id);
    if (entry?.state !== 'begun' || this.#begunTold.has(id)) return true;
    if (!isSettled(await this.#send(id, { kind: 'begun', at: entry.at }))) return false;
    this.#begunTold.add(id);
    return true;
  }
}

function isSettled(answer: Answer<unknown>): boolean {
  return answer.kind === 'answered' || (answer.kind === 'refused' && final.has(answer.status));
}
