import type { RunCommand } from '../command/index.ts';
import type { Finding } from './finding.ts';

const timeoutMs = 30_000;

/** Units that systemd gave up on. */
export async function lookAtUnits(run: RunCommand): Promise<Finding> {
  const args = ['list-units', '--failed', '--plain', '--no-legend', '--no-pager'];
  const { status, output, log } = await run({ program: 'systemctl', args, timeoutMs });
  if (status !== 0) return { state: 'unknown', text: firstLine(log) || 'systemctl did not answer' };
  const failed = parseFailedUnits(output);
  return failed.length === 0
    ? { state: 'ok', text: 'no unit has failed' }
    : { state: 'critical', text: `failed: ${failed.join(', ')}` };
}

/** Names of units; a mark before the name is passed over. */
export function parseFailedUnits(output: string): readonly string[] {
  return output.split('\n').flatMap((line) => {
    const name = /^[^\w]*(\S+\.\w+)\s/.exec(line)?.[1];
    return name === undefined ? [] : [name];
  });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
