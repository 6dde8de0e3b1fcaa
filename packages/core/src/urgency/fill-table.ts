import { type Input, inputName, valuesOf } from './point.ts';
import { type PolicyRow, placesOf, valuesAt } from './policy.ts';
import type { PolicyProblem } from './policy-form.ts';

/** No row stands there yet. */
const hole = 0xff_ff;

/** How many places all rows together fit: a table is read at once, and nobody else waits long. */
export const placesMax = 2_000_000;

/**
 * Finds each combination's row; a combination without one, or a row without any, is a problem.
 * @param problems told what is wrong
 */
export function fillTable(
  inputs: readonly Input[],
  rows: readonly PolicyRow[],
  combinations: number,
  problems: PolicyProblem[],
): Uint16Array {
  const rowAt = new Uint16Array(combinations).fill(hole);
  let holes = combinations;
  let at = 0;
  for (; at < rows.length && holes > 0; at += 1) {
    const filled = fillRow(rowAt, placesOf(inputs, rows[at]?.cells ?? []), at);
    holes -= filled;
    if (filled === 0) problems.push(neverCounts(at, 1));
  }
  if (at < rows.length) problems.push(neverCounts(at, rows.length - at));
  if (holes > 0) problems.push(lacking(inputs, rowAt.indexOf(hole), holes));
  return rowAt;
}

/** How many places a row fits. */
export function placesOfRow(inputs: readonly Input[], size: number, { cells }: PolicyRow): number {
  return cells.reduce((left, cell, column) => {
    const input = inputs[column];
    return cell === null || input === undefined ? left : left / valuesOf(input).length;
  }, size);
}

function fillRow(rowAt: Uint16Array, places: readonly number[], row: number): number {
  const open = places.filter((place) => rowAt[place] === hole);
  for (const place of open) rowAt[place] = row;
  return open.length;
}

function neverCounts(row: number, count: number): PolicyProblem {
  const more = count === 1 ? '' : `, nor do the ${count - 1} behind it`;
  return {
    path: ['rows', row],
    message: `never counts: rows before it cover all of it${more}`,
  };
}

function lacking(inputs: readonly Input[], place: number, holes: number): PolicyProblem {
  const values = valuesAt(inputs, place);
  const named = inputs.map((input, at) => `${inputName(input)} ${values[at]}`).join(', ');
  const more = holes === 1 ? '' : `, and for ${holes - 1} more`;
  return { path: ['rows'], message: `no row for ${named}${more}` };
}
