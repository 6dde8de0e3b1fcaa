import { randomUUID } from 'node:crypto';
import type { ImportResult } from '@daybreak/protocol/import';
import { importHosts as importInto } from '@daybreak/server/host';
import { readFiles } from '../check/files.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { plural } from '../output/style.ts';
import { actor } from './actor.ts';
import { useDatabase } from './database.ts';

export interface ImportOptions {
  readonly group: string;
  readonly data?: string;
}

/** Hands inventories to the installation, as an upload on the screen does. */
export async function importHosts(
  paths: readonly string[],
  { group, data }: ImportOptions,
): Promise<ExitCode> {
  const { files, errors } = readFiles(paths);
  const result = await useDatabase(data, new Date(), (database) =>
    importInto({ database, now: () => new Date(), newId: randomUUID }, actor(), { files, group }),
  );
  for (const { source, message } of errors) console.error(`${source}: ${message}`);
  report(result);
  return errors.length + result.errors.length > 0 ? exitCodes.badInput : exitCodes.answered;
}

function report({ added, changed, unchanged, outdated, repeated, warnings, errors }: ImportResult) {
  const outdatedText = outdated === 0 ? '' : `, ${outdated} older than what is known`;
  console.log(
    `${plural(added, 'host')} added, ${changed} changed, ${unchanged} unchanged${outdatedText}`,
  );
  if (repeated.length > 0) console.log(`Told of twice, the last counts: ${repeated.join(', ')}`);
  for (const { host, message } of warnings) console.log(`  ${host}: ${message}`);
  for (const { place, message } of errors) console.error(`${place}: ${message}`);
}
