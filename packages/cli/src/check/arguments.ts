/**
 * The words of `daybreak check`. Read with Node's own parser, because this command is to answer in
 * the time that a larger one takes to load.
 */
import { parseArgs } from 'node:util';
import { isDate } from '../iso-date.ts';
import type { CheckOptions } from './command.ts';
import { isTier, tiers } from './tier.ts';

export const checkUsage = `Usage: daybreak check [options] FILE…

Says what to install on the hosts whose inventories these are: systeminfo output in any
language, with wmic qfe or Get-HotFix output to complete a list of updates that is cut short.
A folder stands for the files in it.

  --format text|json  for people (default), or one JSON object per host and line
  --as-of DATE        answer with what was known on that day, such as 2026-06-09
  --fail-on TIER      exit with 1 when a host needs an update of this tier or a worse one:
                      ${tiers.join(', ')}
  --data FOLDER       where Daybreak keeps its data (default: DAYBREAK_DATA, or the XDG folder)
  --help              this text

Exit status: 0 answered, 1 --fail-on matched, 2 bad input, 3 nothing could be decided.
`;

export type CheckRequest =
  | { readonly kind: 'check'; readonly paths: readonly string[]; readonly options: CheckOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

export function readArguments(words: readonly string[]): CheckRequest {
  const parsed = parse(words);
  if (typeof parsed === 'string') return { kind: 'wrong', message: parsed };
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  const { format = 'text', data } = values;
  const asOf = values['as-of'];
  const failOn = values['fail-on'];
  if (positionals.length === 0) return wrong('no file is named');
  if (format !== 'text' && format !== 'json') return wrong(`--format ${format}: text or json`);
  if (asOf !== undefined && !isDate(asOf))
    return wrong(`--as-of ${asOf}: a date such as 2026-06-09`);
  if (failOn !== undefined && !isTier(failOn))
    return wrong(`--fail-on ${failOn}: ${tiers.join(', ')}`);
  return { kind: 'check', paths: positionals, options: { format, asOf, failOn, data } };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        'as-of': { type: 'string' },
        'fail-on': { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function wrong(message: string): CheckRequest {
  return { kind: 'wrong', message };
}
