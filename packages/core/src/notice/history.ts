import type { Told } from './notice.ts';
import type { Stage } from './stage.ts';

/** What opens again this soon is no news: an answer may flicker while a server learns. */
const calmMs = 3_600_000;
const urgencyOf: Readonly<Record<Stage, number>> = { appeared: 1, nears: 2, passed: 3 };

/** What was told of one subject, in rounds: from when a time was first told until it was settled. */
export class History {
  readonly #told: readonly Told[];

  constructor(told: readonly Told[]) {
    this.#told = told;
  }

  /** How often this time was settled. */
  round(dueMs: number): number {
    return this.#settled(dueMs).length;
  }

  /** Times that were told and not settled since, the soonest first. */
  running(): readonly number[] {
    const dues = new Set(
      this.#told.flatMap(({ kind, dueMs }) => (kind === 'settled' ? [] : dueMs)),
    );
    return [...dues].filter((due) => this.#inRound(due).length > 0).sort((a, b) => a - b);
  }

  /** The last of what was told of a time that runs; its words are the newest. */
  last(dueMs: number): Told | undefined {
    return this.#inRound(dueMs).at(-1);
  }

  /** Whether this stage, this day's reminder of it, or a more urgent stage was told. */
  covers(dueMs: number, stage: Stage, day: number): boolean {
    const told = this.#inRound(dueMs);
    if (stage === 'passed') return told.some((one) => one.kind === 'passed' && one.day === day);
    const wanted = urgencyOf[stage];
    if (told.some(({ kind }) => kind !== 'settled' && urgencyOf[kind] >= wanted)) return true;
    return stage === 'appeared' && this.#announced(dueMs);
  }

  /** Whether it was settled so shortly ago that it waits, whichever way the clock has gone. */
  rests(dueMs: number, nowMs: number): boolean {
    return this.#settled(dueMs).some(({ atMs }) => Math.abs(nowMs - atMs) < calmMs);
  }

  /** Whoever was told "there is time until then now" knows that time. */
  #announced(dueMs: number): boolean {
    return this.round(dueMs) === 0 && this.#told.some(({ nextDueMs }) => nextDueMs === dueMs);
  }

  #inRound(dueMs: number): readonly Told[] {
    const round = this.round(dueMs);
    return this.#told.filter(
      (one) => one.kind !== 'settled' && one.dueMs === dueMs && one.round === round,
    );
  }

  #settled(dueMs: number): readonly Told[] {
    return this.#told.filter(
      (one) => one.kind === 'settled' && [one.dueMs, ...one.alsoDueMs].includes(dueMs),
    );
  }
}
