/**
 * What the things of an order close on its host: of updates by what is known of its product, else, as
 * of packages, by what the host's own sources said with them. Pure.
 */
import type { NeedInShort, Rule } from '@daybreak/core/exposure';
import { isDebian, type PostureFacts } from '@daybreak/core/inventory';
import type { Candidate, NewOrder, OfferedUpdate, OrderedPackage } from '@daybreak/protocol/agent';
import type { Standing } from '../update/standing.ts';

/** A host that has said what is installed. */
export interface OrderedHost {
  readonly posture: PostureFacts;
  readonly standing: Pick<Standing, 'install' | 'fixed'>;
  /** What it could take; empty where it has not said so. */
  readonly candidates: readonly Candidate[];
  readonly offered: readonly OfferedUpdate[];
}

export interface Closing {
  /** Of the package or update. */
  readonly name: string;
  /** Null where it is not known what it closes. */
  readonly need: NeedInShort | null;
}

type Ordered = Pick<NewOrder, 'packages' | 'updates'>;

/**
 * In the order's order, without what the host has already or does not have at all.
 * @param host null where it has not said what is installed
 * @param today ISO date: when an update came matters to deadlines, and to no tier
 */
export function orderedNeeds(
  { packages, updates }: Ordered,
  host: OrderedHost | null,
  today: string,
): readonly Closing[] {
  if (host === null) {
    const names = [...packages.map(({ name }) => name), ...updates];
    return names.map((name) => ({ name, need: null }));
  }
  return [
    ...packages
      .filter((one) => isToChange(host.posture, one))
      .map((one) => ofPackage(one, host.candidates, today)),
    ...updates.filter((one) => !hasUpdate(host, one)).map((one) => ofUpdate(one, host, today)),
  ];
}

/** Installed in another version, or half-done. */
function isToChange(posture: PostureFacts, { name, version }: OrderedPackage): boolean {
  if (!isDebian(posture)) return true;
  return posture.packages.some(
    (one) => one.name === name && (one.version !== version || one.state === 'half-done'),
  );
}

function hasUpdate({ posture, standing }: OrderedHost, update: string): boolean {
  if (standing.fixed.includes(update)) return true;
  return !isDebian(posture) && posture.installed.updates.includes(update);
}

/** The same package may be there for several architectures. */
function ofPackage(
  { name, version }: OrderedPackage,
  candidates: readonly Candidate[],
  today: string,
): Closing {
  const said = candidates.filter((one) => one.name === name && one.version === version);
  return { name, need: needOf(name, 'package', said, today) };
}

function ofUpdate(name: string, { standing, offered }: OrderedHost, today: string): Closing {
  const known = standing.install.find(({ update }) => update === name);
  const said = offered.filter(({ update }) => update === name);
  return { name, need: known ?? needOf(name, 'kb', said, today) };
}

/** Null where nobody said it, or one of those who did could not tell. */
function needOf(
  name: string,
  rule: Rule,
  said: readonly Pick<Candidate, 'cves'>[],
  today: string,
): NeedInShort | null {
  if (said.length === 0 || said.some(({ cves }) => cves === null)) return null;
  const closes = [...new Set(said.flatMap(({ cves }) => cves ?? []))];
  return {
    ...{ update: name, title: '', published: today, supersedes: [], rule, because: '' },
    closes: [{ closes, vendorExploited: [], published: today }],
  };
}
