import { readFileSync } from 'node:fs';
import { type ReplayedRound, replayGate } from '@daybreak/core/gate';
import { readGateHistory } from '@daybreak/intake/gate';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { writeOut } from '../output/write.ts';

/** Prints what a gate knew after each round, by the code that rollouts are halted by. */
export function gateReplay(path: string): ExitCode {
  const text = readText(path);
  if (text === null) {
    console.error(`${path} cannot be read`);
    return exitCodes.badInput;
  }
  const history = readGateHistory(text);
  if (!('rounds' in history)) {
    for (const fault of history) console.error(`${path}: ${fault}`);
    return exitCodes.badInput;
  }
  for (const round of replayGate(history)) writeOut(`${JSON.stringify(lineOf(round))}\n`);
  return exitCodes.answered;
}

/** An E too large for a number is null in JSON; its logarithm tells it. */
function lineOf({ round, process, logEvidence, verdict }: ReplayedRound): object {
  return {
    round,
    perOmega: process.logProducts.map(Math.exp),
    E: Math.exp(logEvidence),
    log10E: logEvidence / Math.LN10,
    verdict,
  };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
