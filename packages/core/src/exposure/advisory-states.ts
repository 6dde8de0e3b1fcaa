import type { ProductKnowledge } from '../bulletin/index.ts';
import type { AdvisoryState } from './assessment.ts';
import type { JudgedState } from './judge.ts';

/**
 * The rows of answers. Hosts of one product share them: a product has thousands of advisories, but
 * an advisory is mostly found in the same state as on the host before.
 */
export class AdvisoryStates {
  readonly #knowledge: ProductKnowledge;
  readonly #last: AdvisoryState[] = [];

  constructor(knowledge: ProductKnowledge) {
    this.#knowledge = knowledge;
  }

  /** @param update position of the update that closes the advisory, or that closed it */
  of(advisory: number, state: JudgedState, update: number): AdvisoryState {
    const id = this.#knowledge.updates[update]?.id ?? '';
    const last = this.#last[advisory];
    if (last?.state === state && last.update === id) return last;
    const { id: cve = '', severity = '' } = this.#knowledge.advisories[advisory] ?? {};
    const row: AdvisoryState = { cve, state, severity, update: id };
    this.#last[advisory] = row;
    return row;
  }
}
