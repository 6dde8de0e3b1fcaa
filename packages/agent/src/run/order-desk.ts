import type { Order } from '@daybreak/protocol/agent';
import type { Progress } from '../driver/index.ts';
import {
  type Carrying,
  carryOut,
  isOpen,
  type Journal,
  Reporter,
  recover,
  refusal,
  type SendReport,
} from '../order/index.ts';
import type { Work } from './work.ts';

export interface Desk extends Omit<Carrying, 'tell' | 'tellBegun'> {
  readonly work: Work;
  readonly send: SendReport;
  /** Once it is done, nothing is being looked at beside the order. */
  readonly restWatch: () => Promise<void>;
  readonly log: (line: string) => void;
}

/** Takes orders one at a time, and tells what became of each. */
export class OrderDesk {
  readonly #desk: Desk;
  readonly #reporter: Reporter;
  #doing: string | null = null;
  #progress: Progress | null = null;
  #isRestarting = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#reporter = new Reporter(desk.journal, desk.send, desk.now);
  }

  /** The order that is being carried out. */
  get doing(): string | null {
    return this.#doing;
  }

  /** Whether something is begun that has no end yet, be it that the machine is about to go down. */
  get isAtWork(): boolean {
    return this.#doing !== null || this.#isRestarting || hasOpen(this.#desk.journal);
  }

  /** Ends what was stopped in the middle, be it by a kill or by a full disk. */
  recoverOpen(): void {
    const { journal, work } = this.#desk;
    if (this.#isRestarting || work.isBusy || !hasOpen(journal)) return;
    work.start(() => recover(this.#desk));
  }

  /** @param leaseEndsMs on the monotonic clock */
  async take(order: Order, leaseEndsMs: number): Promise<void> {
    const { journal, work } = this.#desk;
    const known = journal.entries.get(order.id);
    if (known?.state === 'acknowledged') return this.#tellOver(order.id, known.at);
    if (known !== undefined || journal.isFull) return;
    if (this.#isRestarting || work.isBusy || hasOpen(journal)) return;
    work.start(() => this.#carryOut(order, leaseEndsMs));
  }

  /** Whatever the server does not know yet. */
  async tellAll(): Promise<void> {
    const [doing, progress] = [this.#doing, this.#progress];
    await this.#reporter.tellAll();
    if (doing === null || progress === null) return;
    this.#progress = null;
    const at = this.#desk.now().toISOString();
    await this.#desk.send(doing, { kind: 'progress', at, ...progress });
  }

  async #carryOut(order: Order, leaseEndsMs: number): Promise<void> {
    const tell = (progress: Progress) => {
      this.#progress = progress;
    };
    const tellBegun = () => this.#reporter.tellBegun(order.id);
    this.#doing = order.id;
    try {
      await this.#desk.restWatch();
      const end = await carryOut(order, leaseEndsMs, { ...this.#desk, tell, tellBegun });
      this.#isRestarting = end === 'restarting';
      this.#logEnd(order);
    } finally {
      this.#doing = null;
      this.#progress = null;
    }
  }

  #logEnd({ id, action }: Order): void {
    const entry = this.#desk.journal.entries.get(id);
    const end = entry?.state === 'ended' ? entry.outcome : { kind: entry?.state, reasons: [] };
    this.#desk.log(`order ${id} (${action}): ${[end.kind, ...end.reasons].join('; ')}`);
  }

  /** A server that has lost what it was told is told again, and nothing is done again. */
  async #tellOver(id: string, endedAt: string): Promise<void> {
    const outcome = refusal([`this order was over before ${endedAt}, and the server knew`]);
    const at = this.#desk.now().toISOString();
    await this.#desk.send(id, { kind: 'ended', at, outcome });
  }
}

function hasOpen({ entries }: Journal): boolean {
  return [...entries.values()].some(isOpen);
}
