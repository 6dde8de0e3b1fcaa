/** A host's posture, whole or as a change of the one before, recorded like any inventory of it. */

import { changedPosture } from '@daybreak/core/agent';
import { productIdOfHost } from '@daybreak/core/exposure';
import { isDebian } from '@daybreak/core/inventory';
import type { HostPosture, PostureUpload } from '@daybreak/protocol/agent';
import { currentPosture, type HeldAgent } from '@daybreak/storage/agent';
import type { Transactor } from '@daybreak/storage/database';
import { observeHosts, postureOf, readPostures, takeTurn } from '@daybreak/storage/host';
import { tellRollouts } from '@daybreak/storage/rollout';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { type AgentRequest, withAgent } from './accept.ts';

/** @throws Refusal when it is a change of a posture that the host is not known to have */
export function takePosture(
  context: ServerContext,
  request: AgentRequest,
  upload: PostureUpload,
): Promise<void> {
  return withAgent(
    context,
    request,
    async (tx, agent, at) => {
      const posture = await wholeOf(tx, agent, upload);
      await record(tx, context, agent, { posture, at });
    },
    takeTurn,
  );
}

async function wholeOf(
  tx: Transactor,
  { hostId, hostName, domain }: HeldAgent,
  upload: PostureUpload,
): Promise<HostPosture> {
  if (!('base' in upload)) return upload.posture;
  const known = await currentPosture(tx, hostId);
  const base = known === upload.base ? (await readPostures(tx, [known])).get(known) : undefined;
  if (base === undefined || !isDebian(base)) throw unknownBase('The server has another one');
  const posture = changedPosture(base, upload);
  const { hash } = postureOf({ ...posture, name: hostName, domain });
  if (hash !== upload.posture) throw unknownBase('The change does not lead to the one it names');
  return { ...posture, packages: [...posture.packages] };
}

function unknownBase(why: string): Refusal {
  return new Refusal('posture-unknown', `${why}: send the whole posture.`);
}

/** As of a time later than whatever is known of the host: it is the host itself that says so now. */
async function record(
  tx: Transactor,
  { newId }: ServerContext,
  { hostId, hostName, domain, lastSeen }: HeldAgent,
  { posture, at }: { readonly posture: HostPosture; readonly at: Date },
): Promise<void> {
  const host = { ...posture, name: hostName, domain };
  const observed = { host, product: productIdOfHost(host), sources: ['agent'], warnings: [] };
  const later = new Date(Math.max(at.getTime(), lastSeen.getTime() + 1));
  await observeHosts(tx, { fleet: 'own', group: '', at: later, newId }, [observed]);
  await tellRollouts(tx, hostId, { news: 'posture', detail: '' });
}
