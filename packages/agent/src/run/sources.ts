import type { Candidates } from '@daybreak/protocol/agent';
import type { HostDriver } from '../driver/index.ts';

/** Between two questions to the host's own sources. */
const everyMs = 6 * 3_600_000;

/** What the host could take from its own sources, as of when they were asked last. */
export class Sources {
  readonly #driver: HostDriver;
  candidates: Candidates | null = null;
  /** When all of them answered last. */
  answeredAt: Date | null = null;
  #dueMs = Number.NEGATIVE_INFINITY;

  constructor(driver: HostDriver) {
    this.#driver = driver;
  }

  isDue(monotonicMs: number): boolean {
    return monotonicMs >= this.#dueMs;
  }

  async refresh(now: () => Date, monotonicMs: number): Promise<void> {
    this.#dueMs = monotonicMs + everyMs;
    const { isWhole } = await this.#driver.refresh();
    if (isWhole) this.answeredAt = now();
    await this.reread();
  }

  /** What was installed meanwhile is no candidate any more. */
  async reread(): Promise<void> {
    this.candidates = await this.#driver.candidates();
  }
}
