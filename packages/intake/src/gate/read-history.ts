import { cellFault, type GateHistory, startEProcess } from '@daybreak/core/gate';
import { z } from 'zod';

const row = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .transform(([patched, unpatched, failed, failedPatched]) => ({
    patched,
    unpatched,
    failed,
    failedPatched,
  }))
  .superRefine((cell, context) => {
    const message = cellFault(cell);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
const odds = z.number().positive();
const history = z.strictObject({
  alpha: z.number().gt(0).lt(1),
  bets: z.array(odds).min(1).optional(),
  nullOdds: odds.optional(),
  plannedRounds: z.int().positive().optional(),
  rounds: z.array(z.array(row)),
});

/** More than that nobody reads. */
const faultsMax = 50;

/**
 * A gate's history as JSON: `alpha`, and `rounds`, each a list of cells, one per stratum, written
 * `[patched, unpatched, failed, failed with the patch]`.
 * @returns its first faults, each with its place, where it is none
 */
export function readGateHistory(text: string): GateHistory | readonly string[] {
  const read = history.safeParse(parsed(text));
  if (read.success) return checked(read.data as GateHistory);
  const issues = read.error.issues.slice(0, faultsMax);
  return issues.map(({ path, message }) => `${placeOf(path)}: ${message}`);
}

/** JSON, or `undefined`, which no form takes. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checked(read: GateHistory): GateHistory | readonly string[] {
  try {
    startEProcess(read.bets, read.nullOdds);
    return read;
  } catch (error) {
    if (error instanceof RangeError) return [`bets: ${error.message}`];
    throw error;
  }
}

const depths = ['round', 'cell', 'count'];

/** `round 2, cell 1`, counted from 1. */
function placeOf([first, ...rest]: readonly PropertyKey[]): string {
  if (first === undefined) return 'the file';
  if (rest.length === 0) return String(first);
  return rest.map((at, depth) => `${depths[depth]} ${Number(at) + 1}`).join(', ');
}
