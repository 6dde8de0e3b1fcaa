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
  const read = readPolicy(newest.text);
  const shown = 'policy' in read ? table(read.policy) : { tiers: [], inputs: [], rows: [] };
  return { policy: ownSummary(newest), ...shown, versions: versions.map(shownVersion) };
}

function shippedSummary({ id, title, source }: Policy): PolicySummary {
  return { id, title, source, shipped: true, version: null };
}

export function ownSummary({ id, title, source, version }: StoredPolicy): PolicySummary {
  return { id, title, source, shipped: false, version };
}

function shownVersion(stored: StoredPolicy): PolicyDetail['versions'][number] {
  const { version, title, source: file, text, uploadedBy, uploadedAt } = stored;
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
