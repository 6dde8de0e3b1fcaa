import type { ProductKnowledge } from '../bulletin/index.ts';
import type { AdvisoryState } from './assessment.ts';
import type { JudgedState } from './judge.ts';

/**
 * The rows of answers, each made once: hosts of one product share them. A product has thousands of
 * advisories, but each is found in only a few states.
 */
export class AdvisoryStates {
  readonly #knowledge: ProductKnowledge;
  readonly #made: AdvisoryState[][] = [];

  constructor(knowledge: ProductKnowledge) {
    this.#knowledge = knowledge;
  }

  /** @param update position of the update that closes the advisory, or that closed it */
  of(advisory: number, state: JudgedState, update: number): AdvisoryState {
    const id = this.#knowledge.updates[update]?.id ?? '';
    let rows = this.#made[advisory];
    if (rows === undefined) {
      rows = [];
      this.#made[advisory] = rows;
    }
    for (const row of rows) if (row.state === state && row.update === id) return row;
    const { id: cve = '', severity = '' } = this.#knowledge.advisories[advisory] ?? {};
    const row: AdvisoryState = { cve, state, severity, update: id };
    rows.push(row);
    return row;
  }
}
