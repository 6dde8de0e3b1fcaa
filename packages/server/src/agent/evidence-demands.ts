/** Who wants evidence before a host does an order, as of now. */
import { type EvidenceDemand, evidenceDemands, type OrderedNeed } from '@daybreak/core/agent';
import type { NeedInShort } from '@daybreak/core/exposure';
import { utcDay } from '@daybreak/core/time';
import type { NewOrder } from '@daybreak/protocol/agent';
import { readAgent } from '@daybreak/storage/agent';
import { readHost, readPostures } from '@daybreak/storage/host';
import { factsOfHost } from '@daybreak/storage/host-facts';
import type { ServerContext } from '../context/index.ts';
import { hostOf } from '../update/board.ts';
import { StandingMaker } from '../update/standing.ts';
import type { UrgencyBoard } from '../urgency/board.ts';
import type { Deadlines, HostsAlike } from '../urgency/deadlines.ts';
import { type OrderedHost, orderedNeeds } from './ordered-needs.ts';
import { saidCandidates } from './view.ts';

/** Only what installs is asked for: what it closes tells how urgent it is. None of an unknown host. */
export async function evidenceDemandsOf(
  context: ServerContext,
  urgency: UrgencyBoard,
  hostId: string,
  order: NewOrder,
): Promise<readonly EvidenceDemand[]> {
  const facts = await factsOfHost(context.database, hostId);
  if (facts === null || order.action !== 'install') return [];
  const host = await readOrderedHost(context, hostId);
  const deadlines = await urgency.current();
  const alike = deadlines.alike(facts, host?.standing.product ?? '', hostId);
  const needs = orderedNeeds(order, host, utcDay(context.now())).map(({ name, need }) => ({
    name,
    urgency: need && urgencyOf(deadlines, alike, need),
  }));
  return evidenceDemands(alike.policy, needs);
}

/** Null where it has not said what is installed. */
async function readOrderedHost({ database, exposure }: ServerContext, hostId: string) {
  const row = await readHost(database, hostId);
  const hash = row?.posture_hash ?? '';
  const posture = (await readPostures(database, [hash])).get(hash);
  if (posture === undefined) return null;
  const summary = exposure.summarise(hostOf(posture));
  const standing = new StandingMaker(exposure.listedExploited()).make(summary);
  const kept = (await readAgent(database, hostId))?.candidates ?? [];
  const { said, updates = [] } = saidCandidates(kept);
  return { posture, standing, candidates: said, offered: updates } satisfies OrderedHost;
}

/** Each advisory by itself: the one whose time ends first need not be the one that wants evidence. */
function urgencyOf(
  deadlines: Deadlines,
  hosts: HostsAlike,
  need: NeedInShort,
): OrderedNeed['urgency'] {
  const single = need.closes.flatMap((list) =>
    list.closes.map((advisory) => ({ ...need, closes: [{ ...list, closes: [advisory] }] })),
  );
  const tiers = single.flatMap((one) => {
    const { clock, policy } = deadlines.of(hosts, one);
    const tier = policy.tiers[clock?.tier ?? -1];
    return clock === null || tier === undefined ? [] : [{ advisory: clock.advisory, tier }];
  });
  return { tiers, orders: deadlines.of(hosts, need).orders };
}
