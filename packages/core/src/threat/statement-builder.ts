import { byText } from './gravest.ts';
import { type DatedStatement, mergeStatements } from './merge-statements.ts';
import type { VendorStatement } from './statement.ts';

/** Gathers what the documents of all feeds say into one statement per advisory. */
export class StatementBuilder {
  readonly #said = new Map<string, DatedStatement[]>();

  /** @param asOf ISO date on which the document last changed what it says of the advisory */
  add(statement: VendorStatement, asOf: string): void {
    const said = this.#said.get(statement.advisory);
    if (said === undefined) this.#said.set(statement.advisory, [{ statement, asOf }]);
    else said.push({ statement, asOf });
  }

  /** In the order of their names. */
  finish(): readonly VendorStatement[] {
    return [...this.#said]
      .sort(([a], [b]) => byText(a, b))
      .map(([advisory, said]) => mergeStatements(advisory, said));
  }
}
