/** Deadlines as of now, kept until something that they depend on is another. */
import { rulesRevision } from '@daybreak/storage/rules';
import type { ServerContext } from '../context/index.ts';
import { Deadlines } from './deadlines.ts';
import { readRules } from './rules.ts';

const minuteMs = 60_000;

export class UrgencyBoard {
  readonly #context: Pick<ServerContext, 'database' | 'exposure' | 'now'>;
  #kept: { readonly key: string; readonly deadlines: Deadlines } | null = null;

  constructor(context: Pick<ServerContext, 'database' | 'exposure' | 'now'>) {
    this.#context = context;
  }

  /** By what is known and decided now. Directives and exceptions begin and end at a minute. */
  async current(): Promise<Deadlines> {
    const { database, exposure, now } = this.#context;
    const at = now();
    const minute = Math.floor(at.getTime() / minuteMs);
    const key = `${await this.revision()} ${minute}`;
    if (this.#kept?.key !== key) {
      const rules = await readRules(database, exposure, at.getTime());
      const isTimeless = rules.directives.length + rules.exceptions.length === 0;
      this.#kept = this.#keep(isTimeless, key, () => {
        return new Deadlines(exposure.threats().knowledge, rules, at);
      });
    }
    return this.#kept.deadlines;
  }

  /** Another text whenever a deadline may be another. */
  async revision(): Promise<string> {
    const { database, exposure, now } = this.#context;
    const day = now().toISOString().slice(0, 10);
    return `${exposure.threats().version} ${day} ${await rulesRevision(database)}`;
  }

  /** Where nothing begins or ends by the minute, what was found out a minute ago still holds. */
  #keep(isTimeless: boolean, key: string, make: () => Deadlines) {
    const revision = key.slice(0, key.lastIndexOf(' '));
    const isSame = this.#kept?.key.startsWith(`${revision} `) === true;
    if (isTimeless && isSame && this.#kept !== null) return { ...this.#kept, key };
    return { key, deadlines: make() };
  }
}
