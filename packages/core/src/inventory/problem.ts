/** Why a text could not be read as an inventory, and where. */
export interface InventoryProblem {
  /** Line of the text, from 1; null where the whole text is meant. */
  readonly line: number | null;
  readonly message: string;
}
