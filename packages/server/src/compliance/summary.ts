/** How many hosts are in which state, and on how old inventories that rests. */

import { noneOf } from '@daybreak/core/compliance';
import type { Directive } from '@daybreak/core/directive';
import { dueOf } from '@daybreak/core/directive';
import type {
  Compliance,
  ComplianceOverview,
  ComplianceQuery,
} from '@daybreak/protocol/compliance';
import { removedSince } from '@daybreak/storage/host-then';
import type { ServerContext } from '../context/index.ts';
import { kevOf, readDirectives } from '../directive/index.ts';
import { instantOf } from './as-of.ts';
import { basisInWords } from './basis.ts';
import { Proof } from './proof.ts';
import { sharesOf } from './shares.ts';
import { isoTimeOf } from './view.ts';

export async function complianceWith(
  context: ServerContext,
  directive: Directive,
  { asOf, knowing }: ComplianceQuery,
): Promise<Compliance> {
  const nowMs = context.now().getTime();
  const atMs = instantOf(asOf, directive.zone, nowMs);
  const proof = await Proof.prepare(context, { directives: [directive], atMs, knowing });
  const removed = await removedSince(context.database, new Date(atMs));
  const feeds = context.exposure.feeds();
  return {
    directive: directive.id,
    asOf: new Date(atMs).toISOString(),
    knowing,
    madeAt: new Date(nowMs).toISOString(),
    version: context.version,
    order: orderOf(proof, directive),
    ...(await tally(proof)),
    basis: basisInWords({ atMs, nowMs, knowing, feeds, removed }),
  };
}

function orderOf({ compliances }: Proof, { zone }: Directive): Compliance['order'] {
  const order = compliances[0]?.order ?? null;
  if (order === null) return null;
  const { issuedAt, terms } = order;
  const dates = { issue: issuedAt, publication: null, kevAddition: null };
  const demands = terms.demands.map(({ action, roles, note, clock }) => {
    const { dueMs, why } = dueOf(clock, dates, zone);
    return { action, roles: [...roles], note, due: isoTimeOf(dueMs), dueWhy: why };
  });
  return { authority: terms.authority, title: terms.title, issuedAt, demands };
}

type Tally = Pick<Compliance, 'hosts' | 'example' | 'counts' | 'inventories'>;

async function tally(proof: Proof): Promise<Tally> {
  const counts = noneOf();
  let [hosts, example] = [0, 0];
  let [oldest, newest]: (Date | null)[] = [null, null];
  for await (const share of sharesOf(proof)) {
    const [answer] = share.answers;
    if (answer === undefined) continue;
    counts[answer.state] += share.hosts;
    hosts += share.hosts;
    example += share.example;
    if (share.oldest === null || share.newest === null || answer.state === 'out-of-scope') continue;
    if (oldest == null || share.oldest < oldest) oldest = share.oldest;
    if (newest == null || share.newest > newest) newest = share.newest;
  }
  const inventories = {
    oldest: oldest?.toISOString() ?? null,
    newest: newest?.toISOString() ?? null,
  };
  return { hosts, example, counts, inventories };
}

/** The counts of all directives that are in force now, in one pass over the hosts. */
export async function overviewOf(context: ServerContext): Promise<ComplianceOverview> {
  const atMs = context.now().getTime();
  const directives = await readDirectives(context.database, kevOf(context.exposure));
  const proof = await Proof.prepare(context, { directives, atMs, knowing: 'now' });
  const counts = directives.map(() => noneOf());
  let hosts = 0;
  for await (const share of sharesOf(proof)) {
    hosts += share.hosts;
    for (const [at, { state }] of share.answers.entries()) {
      const count = counts[at];
      if (count !== undefined) count[state] += share.hosts;
    }
  }
  return {
    asOf: new Date(atMs).toISOString(),
    directives: directives.flatMap(({ id: directive }, at) => {
      const [compliance, count] = [proof.compliances[at], counts[at]];
      if (compliance?.order == null || count === undefined) return [];
      return [{ directive, hosts, counts: count }];
    }),
  };
}
