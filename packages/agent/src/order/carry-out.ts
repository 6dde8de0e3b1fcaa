import type { KeptEvidence, Order, OrderOutcome } from '@daybreak/protocol/agent';
import type { Manifest } from '@daybreak/protocol/manifest';
import { type Distrust, SourceOutage, type Trusted } from '@daybreak/trust/repository';
import type { HostDriver, Progress } from '../driver/index.ts';
import { type Acting, actOf } from './actions.ts';
import { authorise, type OrderedHost, signedManifest } from './authorise.ts';
import type { Journal } from './journal.ts';
import { beforeOf, boundedOutcome, refusal } from './outcome.ts';

export interface Carrying {
  readonly journal: Journal;
  readonly driver: HostDriver;
  readonly now: () => Date;
  /** A clock that only goes forward. */
  readonly monotonicMs: () => number;
  /** Asks anew what is to be believed; null where the host has no root. */
  readonly refreshTrust: () => Promise<Trusted | Distrust | null>;
  /** @throws SourceOutage */
  readonly fetchManifest: (path: string) => Promise<Uint8Array | null>;
  readonly host: () => Promise<Omit<OrderedHost, 'installed' | 'compareVersions'>>;
  /** Of the machine's boot. */
  readonly boot: () => Promise<string>;
  readonly look: Acting['look'];
  /** Gathers it, keeps it under the order's name, and hands it over where that is asked. @throws Error */
  readonly gatherEvidence: (order: Order) => Promise<KeptEvidence>;
  readonly tell: (progress: Progress) => void;
  readonly tellBegun: () => Promise<boolean>;
}

/**
 * Does what is ordered, if it may be done, and writes each step into the journal before the next.
 * @param leaseEndsMs on the monotonic clock; nothing is begun afterwards
 * @returns `restarting` where the machine is about to go down
 */
export async function carryOut(
  order: Order,
  leaseEndsMs: number,
  carrying: Carrying,
): Promise<'ended' | 'restarting'> {
  const { journal, driver, now } = carrying;
  const end = async (outcome: OrderOutcome) => {
    await journal.ended(order.id, now(), outcome);
    return 'ended' as const;
  };
  await journal.received(order, now());
  const { reasons, manifest } = await weigh(order, carrying);
  const act = actOf(order, driver.takes);
  if (reasons.length > 0 || manifest === null || typeof act !== 'function') {
    const all = typeof act === 'function' ? reasons : [...reasons, ...act];
    return end(refusal(all));
  }
  const evidence = await evidenceFor(order, carrying);
  if (typeof evidence === 'string') return end(refusal([evidence]));
  const seen = beforeOf(order, await driver.installed(), await carrying.boot());
  const before = evidence === null ? seen : { ...seen, evidence };
  await journal.begun(order, now(), before);
  // Asked last, because a disk may take its time.
  if (carrying.monotonicMs() >= leaseEndsMs) {
    return end(refusal(['the lease was over before it could begin']));
  }
  const outcome = await outcomeOfActing(() => act(order, { ...carrying, manifest }));
  if (outcome === null) return 'restarting';
  return end(evidence === null ? outcome : { ...outcome, evidence });
}

/** Null where none is asked for; in words why there is none where it is. */
async function evidenceFor(
  order: Order,
  { gatherEvidence }: Carrying,
): Promise<KeptEvidence | string | null> {
  if (order.evidence === 'none' && order.action !== 'collect-evidence') return null;
  try {
    return await gatherEvidence(order);
  } catch (error) {
    return `the evidence could not be had, so nothing was begun: ${messageOf(error)}`;
  }
}

interface Weighed {
  readonly reasons: readonly string[];
  readonly manifest: Manifest | null;
}

async function weigh(order: Order, carrying: Carrying): Promise<Weighed> {
  const { driver, now } = carrying;
  const { compareVersions } = driver;
  try {
    const trust = await carrying.refreshTrust();
    const isKnown = trust?.kind === 'trusted' && trust.manifests.has(order.manifest);
    const bytes = isKnown ? await carrying.fetchManifest(order.manifest) : null;
    const installed = versionsByName(await driver.installed());
    const host = { ...(await carrying.host()), installed, compareVersions };
    const asked = { order, host, trust, manifest: bytes, nowMs: now().getTime() };
    const manifest =
      trust?.kind === 'trusted' ? signedManifest(order.manifest, bytes, trust) : null;
    return {
      reasons: authorise(asked),
      manifest: typeof manifest === 'string' ? null : manifest,
    };
  } catch (error) {
    const what =
      error instanceof SourceOutage
        ? 'the manifest could not be had'
        : 'the host could not be looked at';
    return { reasons: [`${what}: ${messageOf(error)}`], manifest: null };
  }
}

/** Whatever a driver throws, something was begun. */
async function outcomeOfActing(
  act: () => Promise<OrderOutcome | null>,
): Promise<OrderOutcome | null> {
  try {
    return await act();
  } catch (error) {
    const reasons = [messageOf(error)];
    return boundedOutcome({ kind: 'failed', reasons, halfDone: [], changed: [], log: '' });
  }
}

function versionsByName(
  installed: readonly { readonly name: string; readonly version: string }[],
): ReadonlyMap<string, readonly string[]> {
  const versions = Map.groupBy(installed, ({ name }) => name);
  return new Map([...versions].map(([name, all]) => [name, all.map(({ version }) => version)]));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
