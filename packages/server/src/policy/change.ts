/** Policies of one's own are uploaded, and groups go by a policy. */

import { sameName } from '@daybreak/core/names';
import { readPolicy } from '@daybreak/intake/policy';
import type { PolicySummary } from '@daybreak/protocol/policy';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import {
  addPolicy,
  assignPolicy,
  holdPolicies,
  listAssignments,
  listPolicies,
  type PolicyAssignment,
  unassignPolicy,
} from '@daybreak/storage/policy';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { shipped } from './in-use.ts';
import { ownSummary } from './view.ts';

/** @throws Refusal with the line of everything that is wrong in the file */
export async function uploadPolicy(
  { database, now }: ServerContext,
  by: string,
  { file, text }: { readonly file: string; readonly text: string },
): Promise<PolicySummary> {
  const at = now();
  const read = readPolicy(text);
  if ('problems' in read) {
    const errors = read.problems.map(({ line, message }) => ({
      place: `${file}:${line}`,
      message,
    }));
    const detail = errors.map(({ place, message }) => `${place}: ${message}`).join('; ');
    throw new Refusal('invalid-input', detail, { errors });
  }
  const { id, title, source } = read.policy;
  if (shipped.has(id)) {
    throw new Refusal('invalid-input', `${id} comes with Daybreak: give yours another name.`);
  }
  return transact(database, async (tx) => {
    await holdPolicies(tx);
    const stored = { id, title, file, text, uploadedBy: by, uploadedAt: at };
    const version = await addPolicy(tx, stored);
    const details = { version, title, source, file };
    await appendAudit(tx, { at, actor: by, action: 'policy.upload', subject: id, details });
    return ownSummary({ ...stored, version });
  });
}

/** @throws Refusal when there is no such policy */
export async function assign(
  { database, now }: ServerContext,
  by: string,
  { group: named, policy }: { readonly group: string; readonly policy: string | null },
): Promise<void> {
  const at = now();
  await transact(database, async (tx) => {
    await holdPolicies(tx);
    if (policy !== null && !shipped.has(policy) && (await listPolicies(tx, policy)).length === 0) {
      throw new Refusal('invalid-input', `body/policy: no policy is called ${policy}.`);
    }
    const assignments = await listAssignments(tx);
    // One group, whatever the letters' case: its assignment keeps the spelling that it was made with.
    const standing = assignments.filter((one) => sameName(one.group, named)).sort(newestFirst);
    const group = standing[0]?.group ?? named;
    const before = standing[0]?.policy ?? null;
    if (before === policy) return;
    if (policy === null) for (const one of standing) await unassignPolicy(tx, one.group);
    else await assignPolicy(tx, { group, policy, by, at });
    const details = { before, after: policy };
    await appendAudit(tx, { at, actor: by, action: 'policy.assign', subject: group, details });
  });
}

function newestFirst(a: PolicyAssignment, b: PolicyAssignment): number {
  return b.at.getTime() - a.at.getTime();
}
