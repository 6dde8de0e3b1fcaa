import type { FactsImported } from '@daybreak/protocol/host-facts';
import { importFacts as importInto } from '@daybreak/server/host-facts';
import { readFiles } from '../check/files.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { plural } from '../output/style.ts';
import { actor } from './actor.ts';
import { useDatabase } from './database.ts';

/** Sets facts of hosts from CSV files, as an upload on the screen does. */
export async function importFacts(
  paths: readonly string[],
  { data }: { readonly data?: string },
): Promise<ExitCode> {
  const { files, errors } = readFiles(paths);
  const result = await useDatabase(data, new Date(), (database) =>
    importInto({ database, now: () => new Date() }, actor(), files),
  );
  for (const { source, message } of errors) console.error(`${source}: ${message}`);
  report(result);
  return errors.length + result.errors.length > 0 ? exitCodes.badInput : exitCodes.answered;
}

function report({ changed, unchanged, repeated, errors, errorsMore }: FactsImported): void {
  console.log(`Facts of ${plural(changed, 'host')} changed, of ${unchanged} as they were`);
  if (repeated.length > 0) console.log(`Named twice, the last counts: ${repeated.join(', ')}`);
  for (const { place, message } of errors) console.error(`${place}: ${message}`);
  if (errorsMore > 0) console.error(`… and ${plural(errorsMore, 'more line')} not taken in`);
}
