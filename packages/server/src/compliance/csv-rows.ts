/** The proof as a table: one line a host, each with all that an auditor asks. */

import { csvLine } from '@daybreak/core/csv';
import type { HostCompliance } from '@daybreak/protocol/compliance';

export interface CsvFacts {
  /** ISO times. */
  readonly asOf: string;
  readonly madeAt: string;
  readonly version: string;
  /** `CISA: ED 20-03`. */
  readonly directive: string;
}

const columns = [
  'host',
  'group',
  'role',
  'owner',
  'product',
  'build',
  'state',
  'demand',
  'due',
  'evidence',
  'exception',
  'inventory date',
  'as of',
  'made at',
  'Daybreak version',
  'directive',
  'example',
];

export function csvHead(): string {
  return csvLine(columns);
}

export function csvRow(host: HostCompliance, facts: CsvFacts): string {
  const { demands, exception } = host;
  return csvLine([
    host.name,
    host.group ?? '',
    host.role ?? '',
    host.owner ?? '',
    host.product,
    host.build,
    host.state,
    demands.map(({ action, state }) => `${action}: ${state}`).join('; '),
    demands.map(({ action, due, dueWhy }) => `${action}: ${due ?? dueWhy ?? ''}`).join('; '),
    evidenceOf(host),
    exception === null
      ? ''
      : `until ${exception.until}, ${exception.owner}: ${exception.reason} (${exception.id})`,
    host.inventoryAt ?? '',
    facts.asOf,
    facts.madeAt,
    facts.version,
    facts.directive,
    host.example ? 'yes' : 'no',
  ]);
}

function evidenceOf({ why, demands }: HostCompliance): string {
  const others = demands.map((one) => `${one.action}: ${one.why}`);
  return [...new Set(demands.length === 1 ? [why, demands[0]?.why ?? ''] : [why, ...others])].join(
    '; ',
  );
}
