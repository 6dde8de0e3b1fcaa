/** Policies as the protocol shows them. */

import { inputName, type Policy } from '@daybreak/core/urgency';
import { readPolicy } from '@daybreak/intake/policy';
import type { PolicyDetail, PolicyList, PolicySummary } from '@daybreak/protocol/policy';
import type { Reader } from '@daybreak/storage/database';
import { listAssignments, listPolicies, type StoredPolicy } from '@daybreak/storage/policy';
import { firstPolicy, shipped } from './in-use.ts';

export async function listOfPolicies(reader: Reader): Promise<PolicyList> {
  const newest = new Map<string, StoredPolicy>();
  for (const policy of (await listPolicies(reader)).toReversed()) newest.set(policy.id, policy);
  const assignments = await listAssignments(reader);
  return {
    policies: [
      ...[...shipped.values()].map(shippedSummary),
      ...[...newest.values()].map(ownSummary),
    ],
    default: assignments.find(({ group }) => group === '')?.policy ?? firstPolicy,
    assignments: assignments.map((one) => ({ ...one, at: one.at.toISOString() })),
  };
}

/** Null when there is none with this id. */
export async function detailOfPolicy(reader: Reader, id: string): Promise<PolicyDetail | null> {
  const known = shipped.get(id);
  if (known !== undefined) return { policy: shippedSummary(known), ...table(known), versions: [] };
  const versions = await listPolicies(reader, id);
  const [newest] = versions;
  if (newest === undefined) return null;
  const read = readStored(newest);
  const shown = read === null ? { tiers: [], inputs: [], rows: [] } : table(read);
  return { policy: ownSummary(newest), ...shown, versions: versions.map(shownVersion) };
}

function shippedSummary({ id, title, source }: Policy): PolicySummary {
  return { id, title, source, shipped: true, version: null };
}

/** As its text says; of a text that is refused by now, nothing is said of where it comes from. */
export function ownSummary(stored: StoredPolicy): PolicySummary {
  const { id, title, version } = stored;
  const source = readStored(stored)?.source ?? 'not known: its text can not be read any more';
  return { id, title, source, shipped: false, version };
}

/** What was accepted once may be refused by a later Daybreak: then null. */
function readStored({ text }: StoredPolicy): Policy | null {
  const read = readPolicy(text);
  return 'policy' in read ? read.policy : null;
}

function shownVersion(stored: StoredPolicy): PolicyDetail['versions'][number] {
  const { version, title, file, text, uploadedBy, uploadedAt } = stored;
  return { version, title, file, text, uploadedBy, uploadedAt: uploadedAt.toISOString() };
}

function table({ tiers, inputs, rows }: Policy): Pick<PolicyDetail, 'tiers' | 'inputs' | 'rows'> {
  return {
    tiers: [...tiers],
    inputs: inputs.map(inputName),
    rows: rows.map(({ cells, tier }) => [
      ...cells.map((cell) => cell ?? '*'),
      tiers[tier]?.key ?? '',
    ]),
  };
}
