/**
 * One host comes in by itself. What it says is unproven: whoever has the token may claim any name.
 * So a token adds hosts to its own group and updates hosts of its own group, and touches no other.
 */

import type { EnrolledHost } from '@daybreak/protocol/enrolment';
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import {
  countEnrolmentTokenUse,
  type EnrolmentToken,
  holdEnrolmentToken,
} from '@daybreak/storage/enrolment';
import {
  groupOfHost,
  type ObservationResult,
  type ObservedHost,
  observeHosts,
} from '@daybreak/storage/host';
import type { ServerContext } from '../context/index.ts';
import { observedHost, readInventory } from '../host/inventory.ts';
import { Refusal } from '../http/problem.ts';
import { tokenNotValid } from './access.ts';

/** What a host's page names as the place that its facts come from. */
const source = 'enrolment command';

/** @throws Refusal when the text is not one host's inventory, or the host is not the token's */
export async function enrol(
  context: ServerContext,
  token: EnrolmentToken,
  text: string,
): Promise<EnrolledHost> {
  const seen = onlyHostOf(text);
  const outcome = await transact(context.database, (tx) => record(tx, context, token, seen));
  if (outcome === null) throw inOtherGroup(seen.host.name);
  return { host: seen.host.name, group: token.group, outcome, warnings: [...seen.warnings] };
}

/** @throws Refusal with the place of everything that can not be read */
function onlyHostOf(text: string): ObservedHost {
  const bytes = new TextEncoder().encode(text);
  const { hosts, repeated, errors } = readInventory([{ name: source, bytes }]);
  if (errors.length > 0) {
    const detail = errors.map(({ place, message }) => `${place}: ${message}`).join('; ');
    throw new Refusal('invalid-input', detail, { errors });
  }
  const [first, ...others] = hosts;
  if (first === undefined || others.length + repeated.length > 0) {
    throw new Refusal('invalid-input', 'It tells of several hosts: each one enrols by itself.');
  }
  return observedHost(first);
}

/** Null when the host is in another group: then nothing is changed, and the ledger says so. */
async function record(
  tx: Transactor,
  { now, newId }: ServerContext,
  { id, group, createdBy }: EnrolmentToken,
  seen: ObservedHost,
): Promise<keyof ObservationResult | null> {
  const at = now();
  const event = { at, actor: `enrolment token of ${createdBy}`, subject: seen.host.name };
  // It may have been revoked since the request began.
  if (!(await holdEnrolmentToken(tx, { id, at }))) throw tokenNotValid();
  const hostGroup = await groupOfHost(tx, seen.host.name);
  if (hostGroup !== null && hostGroup !== group) {
    const details = { token: id, group, hostGroup };
    await appendAudit(tx, { ...event, action: 'host.enrol-refused', details });
    return null;
  }
  await countEnrolmentTokenUse(tx, { id, at });
  const outcome = fateOf(await observeHosts(tx, { fleet: 'own', group, at, newId }, [seen]));
  await appendAudit(tx, { ...event, action: 'host.enrol', details: { token: id, group, outcome } });
  return outcome;
}

/** What became of the only host that was observed. */
function fateOf({ added, changed, unchanged }: ObservationResult): keyof ObservationResult {
  if (added > 0) return 'added';
  if (changed > 0) return 'changed';
  return unchanged > 0 ? 'unchanged' : 'outdated';
}

/** Which group that is, is not the token's to know. */
function inOtherGroup(name: string): Refusal {
  const detail = `${name} is in another group. Make a command for its group, or remove it there.`;
  return new Refusal('host-in-other-group', detail);
}
