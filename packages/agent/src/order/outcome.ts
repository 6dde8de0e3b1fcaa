import type { KeptEvidence, Order, OrderOutcome } from '@daybreak/protocol/agent';
import type { ProbeResult } from '@daybreak/protocol/probe';
import type { Outcome } from '../apt/index.ts';
import type { Installed } from '../driver/index.ts';
import { plainText } from '../plain-text/index.ts';
import type { Before } from './entry.ts';

/** As long as the protocol lets them be. */
const most = {
  reasons: 200,
  reason: 2000,
  halfDone: 1000,
  name: 300,
  changed: 2000,
  log: 200_000,
  probes: 300,
};

/** An outcome in which nothing was begun. */
export function refusal(reasons: readonly string[]): OrderOutcome {
  return outcomeOf({ kind: 'refused', reasons, log: '' });
}

/** What a driver says. */
export function outcomeOf(outcome: Outcome): OrderOutcome {
  const { reasons } = outcome;
  const changed = outcome.kind === 'refused' ? [] : outcome.changed;
  const halfDone = outcome.kind === 'failed' ? outcome.halfDone : [];
  return boundedOutcome({ kind: outcome.kind, reasons, halfDone, changed, log: outcome.log });
}

interface Unbounded {
  readonly kind: OrderOutcome['kind'];
  readonly reasons: readonly string[];
  readonly halfDone: readonly string[];
  readonly changed: readonly OrderOutcome['changed'][number][];
  readonly log: string;
  readonly probes?: readonly ProbeResult[];
  readonly evidence?: KeptEvidence | undefined;
}

/** So that no log of a package manager makes a report that the server cannot take. */
export function boundedOutcome(given: Unbounded): OrderOutcome {
  return {
    kind: given.kind,
    reasons: given.reasons.slice(0, most.reasons).map((text) => plainText(text, most.reason)),
    halfDone: given.halfDone.slice(0, most.halfDone).map((name) => plainText(name, most.name)),
    changed: given.changed.slice(0, most.changed),
    log: plainText(given.log.slice(-most.log), most.log),
    ...(given.probes === undefined
      ? {}
      : { probes: given.probes.slice(0, most.probes).map(plainProbe) }),
    ...(given.evidence === undefined ? {} : { evidence: given.evidence }),
  };
}

function plainProbe({ name, text, ...probe }: ProbeResult): ProbeResult {
  return { ...probe, name: plainText(name, most.reason), text: plainText(text, most.reason) };
}

/** How the host is now, as far as an order is about it. */
export function beforeOf(
  { packages, updates }: Pick<Order, 'packages' | 'updates'>,
  installed: readonly Installed[],
  boot: string,
): Before {
  const versions = new Map(installed.map(({ name, version }) => [name, version]));
  const names = [...packages.map(({ name }) => name), ...updates];
  const seen = names.map((name) => ({ name, version: versions.get(name) ?? null }));
  return { boot, packages: seen };
}

export function changedSince(
  { packages }: Before,
  installed: readonly Installed[],
): OrderOutcome['changed'] {
  const versions = new Map(installed.map(({ name, version }) => [name, version]));
  return packages.flatMap(({ name, version: from }) => {
    const to = versions.get(name) ?? null;
    return from === to ? [] : [{ name, from, to }];
  });
}
