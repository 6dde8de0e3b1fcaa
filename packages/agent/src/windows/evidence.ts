/**
 * What a change and its restart would wipe out on Windows. Written against Microsoft's documentation of
 * the classes and commands that are asked; not yet run on real Windows.
 */
import type { z } from 'zod';
import type { RunCommand } from '../command/index.ts';
import { type Evidence, gatherItems } from '../evidence/index.ts';
import {
  connectionAnswer,
  driverAnswer,
  eventAnswer,
  neighbourAnswer,
  processAnswer,
  serviceAnswer,
  sessionAnswer,
  taskAnswer,
} from './evidence-answers.ts';
import {
  connectionScript,
  driverScript,
  endpointScript,
  neighbourScript,
  processScript,
  securityLogScript,
  serviceScript,
  sessionScript,
  systemLogScript,
  taskScript,
} from './evidence-scripts.ts';
import { ask } from './powershell.ts';
import { bootAnswer, historyAnswer, hotfixAnswer } from './results.ts';
import { bootScript, historyScript, hotfixScript } from './scripts.ts';

/** To word thousands of events takes Windows minutes. */
const timeoutMs = 5 * 60_000;

/** In the order of volatility, as elsewhere. What could not be had stands with Windows's own words. */
const items: readonly (readonly [name: string, script: string, answer: z.ZodType])[] = [
  ['connections', connectionScript, connectionAnswer],
  ['endpoints', endpointScript, connectionAnswer],
  ['neighbours', neighbourScript, neighbourAnswer],
  ['processes', processScript, processAnswer],
  ['users', sessionScript, sessionAnswer],
  ['drivers', driverScript, driverAnswer],
  ['boot', bootScript, bootAnswer],
  ['services', serviceScript, serviceAnswer],
  ['tasks', taskScript, taskAnswer],
  ['system-log', systemLogScript, eventAnswer],
  ['security-log', securityLogScript, eventAnswer],
  ['hotfixes', hotfixScript, hotfixAnswer],
  ['update-history', historyScript, historyAnswer],
];

/** @throws Error where Windows tells neither of processes nor of connections: that is no evidence */
export async function windowsEvidence(run: RunCommand, now: () => Date): Promise<Evidence> {
  const sources = items.map(
    ([name, script, answer]) => [name, () => ask(run, script, answer, timeoutMs)] as const,
  );
  const evidence = await gatherItems(sources, now);
  const { processes, connections } = evidence.items;
  const isThere = [processes, connections].some((one) => one !== undefined && 'found' in one);
  if (isThere) return evidence;
  const why = processes !== undefined && 'missing' in processes ? processes.missing : '';
  throw new Error(`Windows tells of no processes: ${why}`);
}
