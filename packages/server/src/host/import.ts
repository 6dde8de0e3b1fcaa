/** Inventories become hosts: read, checked, recorded, and told of in the ledger. */

import type { ImportResult } from '@daybreak/protocol/import';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { observeHosts } from '@daybreak/storage/host';
import type { ServerContext } from '../context/index.ts';
import { observedHost, readInventory } from './inventory.ts';
import type { Upload } from './upload.ts';

/** What an import needs of the server; the command line has it without one. */
export type ImportContext = Pick<ServerContext, 'database' | 'now' | 'newId'>;

/** Takes in what the files tell. What could not be read is in the answer, the rest is recorded. */
export async function importHosts(
  context: ImportContext,
  actor: string,
  { files, group: given }: Upload,
): Promise<ImportResult> {
  // Blanks around it are not seen on a screen, and would make two groups of one.
  const group = given.trim();
  const at = context.now();
  const { hosts, repeated, errors } = readInventory(files);
  const counts = await transact(context.database, async (tx) => {
    const observation = { fleet: 'own' as const, group, at, newId: context.newId };
    const result = await observeHosts(tx, observation, hosts.map(observedHost));
    const details = { ...result, group, files: files.length, errors: errors.length };
    await appendAudit(tx, { at, actor, action: 'host.import', subject: group, details });
    return result;
  });
  const warnings = hosts.flatMap(({ host, warnings: said }) =>
    said.map((message) => ({ host: host.name, message })),
  );
  return { ...counts, repeated: [...repeated], warnings, errors: [...errors] };
}
