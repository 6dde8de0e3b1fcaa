/** Deadlines as of now, kept until something that they depend on is another. */
import { utcDay } from '@daybreak/core/time';
import { rulesRevision } from '@daybreak/storage/rules';
import type { ServerContext } from '../context/index.ts';
import { Deadlines } from './deadlines.ts';
import { readRules } from './rules.ts';

const minuteMs = 60_000;
const minutesPerHour = 60;

interface Kept {
  readonly revision: string;
  /** Minutes since 1970: from when it was found out, and from when it holds no more. */
  readonly fromMinute: number;
  readonly untilMinute: number;
  readonly deadlines: Deadlines;
}

export class UrgencyBoard {
  readonly #context: Pick<ServerContext, 'database' | 'exposure' | 'now'>;
  #kept: Kept | null = null;

  constructor(context: Pick<ServerContext, 'database' | 'exposure' | 'now'>) {
    this.#context = context;
  }

  /**
   * By what is known and decided now. Directives and exceptions begin and end at a minute; where
   * there are none, what was found out within the hour still holds.
   */
  async current(): Promise<Deadlines> {
    const { database, exposure, now } = this.#context;
    const at = now();
    const revision = await this.#revision();
    const minute = Math.floor(at.getTime() / minuteMs);
    if (isCurrent(this.#kept, revision, minute)) return this.#kept.deadlines;
    const rules = await readRules(database, exposure, at.getTime());
    const isTimeless = rules.directives.length + rules.exceptions.length === 0;
    const deadlines = new Deadlines(exposure.threats().knowledge, rules, at);
    const untilMinute = minute + (isTimeless ? minutesPerHour : 1);
    this.#kept = { revision, fromMinute: minute, untilMinute, deadlines };
    return deadlines;
  }

  /** Another text whenever a deadline may be another. */
  async #revision(): Promise<string> {
    const { database, exposure, now } = this.#context;
    const day = utcDay(now());
    return `${exposure.threats().version} ${day} ${await rulesRevision(database)}`;
  }
}

/** A clock that was set back makes it anew, too. */
function isCurrent(kept: Kept | null, revision: string, minute: number): kept is Kept {
  if (kept?.revision !== revision) return false;
  return minute >= kept.fromMinute && minute < kept.untilMinute;
}
