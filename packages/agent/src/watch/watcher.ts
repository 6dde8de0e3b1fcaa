import { canonicalJson } from '@daybreak/core/json';
import type { AgentHealth, Watch } from '@daybreak/protocol/agent';
import { type Finding, unknown } from '../probe/index.ts';
import { healthOf, unseenHealth } from './document.ts';
import type { Lookout, Watched } from './lookout.ts';
import { nextLookMs, usualRetryMs } from './rhythm.ts';
import { isDoubtful, type Said, saidNow } from './said.ts';

export interface WatcherParts {
  readonly lookout: Pick<Lookout, 'watched' | 'learn' | 'forget'>;
  /** Whether an order is being carried out: what is seen then is neither before nor after. */
  readonly isBusy: () => boolean;
  /** Told when what is seen is another than it was. */
  readonly changed: () => void;
  readonly monotonicMs: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Ends early when the signal says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: (line: string) => void;
  /** Until what is not well is looked at again. */
  readonly retryMs?: (everySeconds: number) => number;
}

type Findings = ReadonlyMap<string, Finding>;

/**
 * Looks again and again at what the server asks to have watched, one thing after the other. What is
 * not well counts once a second look finds it so too. A look that an order cuts short is done again.
 */
export class Watcher {
  readonly #parts: WatcherParts;
  readonly #retryMs: (everySeconds: number) => number;
  /** Undefined before the server has said anything. */
  #watch: Watch | null | undefined;
  #turn = new AbortController();
  #looking: Promise<unknown> = Promise.resolve();
  /** How often an order has begun. */
  #orders = 0;
  #said: ReadonlyMap<string, Said> = new Map();
  #health: AgentHealth | null = null;

  constructor(parts: WatcherParts) {
    this.#parts = parts;
    this.#retryMs = parts.retryMs ?? usualRetryMs;
  }

  /** Null where nothing is watched, or nothing was looked at yet. */
  get health(): AgentHealth | null {
    return this.#health;
  }

  /** What is asked for from now on; it is looked at at once where it is another than before. */
  follow(watch: Watch | null): void {
    if (this.#watch !== undefined && canonicalJson(watch) === canonicalJson(this.#watch)) return;
    this.#watch = watch;
    if (watch === null) {
      this.#health = null;
      this.#said = new Map();
    }
    this.#turn.abort();
  }

  /** For an order that is about to begin: once this is done, nothing is being looked at. */
  async rest(): Promise<void> {
    this.#orders += 1;
    await this.#looking;
  }

  async run(stop: AbortSignal): Promise<void> {
    stop.addEventListener('abort', () => this.#turn.abort());
    while (!stop.aborted) {
      this.#turn = new AbortController();
      await this.#follow(this.#turn.signal);
    }
  }

  /** Until the signal says that another watch is asked for. */
  async #follow(signal: AbortSignal): Promise<void> {
    const { lookout, monotonicMs, random, wait } = this.#parts;
    const watch = this.#watch;
    if (watch === null) await lookout.forget().catch((error) => this.#log(error));
    if (watch === null || watch === undefined) return aborted(signal);
    while (!signal.aborted) {
      const beganMs = monotonicMs();
      const isWhole = await this.#look(watch, signal);
      const { everySeconds } = watch;
      const tookMs = monotonicMs() - beganMs;
      const restMs = isWhole
        ? nextLookMs(everySeconds, tookMs, random())
        : this.#retryMs(everySeconds);
      if (!signal.aborted) await wait(restMs, signal);
    }
  }

  /** @returns false where it was cut short: then it has seen nothing */
  async #look(watch: Watch, signal: AbortSignal): Promise<boolean> {
    const { lookout } = this.#parts;
    try {
      const begun = this.#orders;
      const watched = await lookout.watched(watch);
      const isCut = () => signal.aborted || this.#parts.isBusy() || this.#orders !== begun;
      const findings = await this.#findings(watched, watch, { signal, isCut });
      if (findings === null) return false;
      this.#said = new Map(
        [...findings].map(([key, one]) => [key, saidNow(this.#said.get(key), one)]),
      );
      this.#say(healthOf(watched, this.#said));
    } catch (error) {
      if (signal.aborted) return false;
      this.#log(error);
      this.#say(unseenHealth(watch));
      return true;
    }
    await lookout.learn(watch).catch((error) => this.#log(error));
    return true;
  }

  async #findings(
    { probes }: Watched,
    { everySeconds }: Watch,
    { signal, isCut }: { readonly signal: AbortSignal; readonly isCut: () => boolean },
  ): Promise<Findings | null> {
    const first = await this.#lookAt(probes, isCut);
    if (first === null) return null;
    const doubtful = [...first].filter(([key, one]) => isDoubtful(this.#said.get(key), one));
    if (doubtful.length === 0) return first;
    const keys = new Set(doubtful.map(([key]) => key));
    await this.#parts.wait(this.#retryMs(everySeconds), signal);
    const again = new Map([...probes].filter(([key]) => keys.has(key)));
    const second = await this.#lookAt(again, isCut);
    return second && new Map([...first, ...second]);
  }

  /** One after the other: a host that is short of something is not pressed by being looked at. */
  async #lookAt(probes: Watched['probes'], isCut: () => boolean): Promise<Findings | null> {
    const findings = new Map<string, Finding>();
    for (const [key, { look }] of probes) {
      if (isCut()) return null;
      const looking = look().catch(unknown);
      this.#looking = looking;
      findings.set(key, await looking);
    }
    return isCut() ? null : findings;
  }

  #say(health: AgentHealth): void {
    if (canonicalJson(health) === canonicalJson(this.#health)) return;
    this.#health = health;
    this.#parts.changed();
  }

  #log(error: unknown): void {
    this.#parts.log(error instanceof Error ? `the watch: ${error.stack}` : `the watch: ${error}`);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}
