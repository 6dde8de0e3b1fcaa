import { fillTable, placesMax, placesOfRow } from './fill-table.ts';
import { type Input, inputKey, readInput, valuesOf } from './point.ts';
import type { Policy, PolicyRow, Tier } from './policy.ts';
import type { PolicyForm, PolicyProblem } from './policy-form.ts';
import { readTiers } from './read-tiers.ts';

const rowsMax = 10_000;
const combinationsMax = 100_000;

/** Checks a policy and makes it ready for answers; or tells all that is wrong with it. */
export function makePolicy(form: PolicyForm): Policy | readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const tiers = readTiers(form.tiers, problems);
  const inputs = readColumns(form.inputs, problems);
  if (problems.length > 0) return problems;
  const combinations = inputs.reduce((product, input) => product * valuesOf(input).length, 1);
  if (combinations > combinationsMax || form.rows.length > rowsMax) {
    return [{ path: ['inputs'], message: `${combinations} combinations are too many to check` }];
  }
  const rows = form.rows.flatMap((row, at) => readRow(row, at, inputs, tiers, problems));
  if (problems.length > 0) return problems;
  const places = rows.reduce((sum, row) => sum + placesOfRow(inputs, combinations, row), 0);
  if (places > placesMax) return [{ path: ['rows'], message: tooMuch(rows.length, combinations) }];
  const rowAt = fillTable(inputs, rows, combinations, problems);
  if (problems.length > 0) return problems;
  const { policy: id, title, source } = form;
  return { id, title, source, tiers, inputs, rowAt, rows };
}

function tooMuch(rows: number, combinations: number): string {
  return `${rows} rows over ${combinations} combinations are too much to check: write fewer rows, or ask for less`;
}

function readColumns(names: readonly string[], problems: PolicyProblem[]): readonly Input[] {
  const keys = new Set<string>();
  return names.flatMap((name, at) => {
    const input = readInput(name);
    const twice = typeof input !== 'string' && keys.has(inputKey(input));
    const message = twice ? `${name} is asked for twice` : input;
    if (typeof message === 'string') problems.push({ path: ['inputs', at], message });
    if (typeof input === 'string') return [];
    keys.add(inputKey(input));
    return [input];
  });
}

function readRow(
  cells: readonly string[],
  at: number,
  inputs: readonly Input[],
  tiers: readonly Tier[],
  problems: PolicyProblem[],
): PolicyRow[] {
  if (cells.length !== inputs.length + 1) {
    const message = `has ${cells.length} cells for ${inputs.length} inputs and a tier`;
    problems.push({ path: ['rows', at], message });
    return [];
  }
  const read = inputs.map((input, column) => {
    const cell = cells[column] ?? '';
    const values = valuesOf(input);
    if (cell === '*' || values.includes(cell)) return cell === '*' ? null : cell;
    const message = `"${cell}" is none of ${values.join(', ')} and *`;
    problems.push({ path: ['rows', at, column], message });
    return null;
  });
  const key = cells[inputs.length] ?? '';
  const tier = tiers.findIndex((one) => one.key === key);
  if (tier === -1) {
    problems.push({ path: ['rows', at, inputs.length], message: `no tier is called "${key}"` });
  }
  return [{ cells: read, tier }];
}
