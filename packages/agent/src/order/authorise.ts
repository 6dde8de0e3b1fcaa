/** Whether a host may do what it is asked. Whoever asks, the answer stands in what approvers have signed. */
import { createHash } from 'node:crypto';
import type { Order, OrderedPackage } from '@daybreak/protocol/agent';
import { type Manifest, manifest as manifestSchema } from '@daybreak/protocol/manifest';
import type { Distrust, Trusted } from '@daybreak/trust/repository';

export interface OrderedHost {
  readonly id: string;
  /** Empty for none. */
  readonly group: string;
  /** `debian:12`, `Windows Server 2022 (x64)`. */
  readonly product: string;
  /** Versions of what is installed, by name; several where architectures differ. */
  readonly installed: ReadonlyMap<string, readonly string[]>;
  /** Less than 0 where `a` is earlier than `b`; null where one of them is no version. */
  readonly compareVersions: (a: string, b: string) => number | null;
}

export interface Asked {
  readonly order: Order;
  readonly host: OrderedHost;
  /** What the host believes; null where it has no root of trust. */
  readonly trust: Trusted | Distrust | null;
  /** As they came under the order's path; null where nothing did. */
  readonly manifest: Uint8Array | null;
  readonly nowMs: number;
}

/** Why the host must not begin the order, in words; empty where it may. */
export function authorise(asked: Asked): readonly string[] {
  const { order, host, trust, nowMs } = asked;
  if (order.host !== host.id) return [`the order is for the host ${order.host}`];
  if (trust === null) return ['this host has no root of trust: it reports, and changes nothing'];
  if (trust.kind !== 'trusted') {
    return [`what the server has is not believed (${trust.kind}, ${trust.what}): ${trust.why}`];
  }
  const paused = againstPacing(order.manifest, trust, nowMs);
  if (paused.length > 0) return paused;
  const signed = signedManifest(order.manifest, asked.manifest, trust);
  if (typeof signed === 'string') return [signed];
  return [...beyondScope(signed, host, nowMs), ...beyondManifest(order, signed, host)];
}

function againstPacing(path: string, { pacing, pacingUntilMs }: Trusted, nowMs: number) {
  if (nowMs >= pacingUntilMs) return ['what may be begun now is not known: the pacing has expired'];
  if (pacing.stopped) return ['everything is stopped'];
  return pacing.open.includes(path) ? [] : [`${path} is not open now`];
}

/**
 * What approvers have signed under a path, or in words why it is nothing.
 * @param bytes as they came under it; null where nothing did
 */
export function signedManifest(
  path: string,
  bytes: Uint8Array | null,
  { manifests }: Pick<Trusted, 'manifests'>,
): Manifest | string {
  const hash = manifests.get(path);
  if (hash === undefined) return `no approvers have signed ${path}`;
  if (bytes === null) return `${path} could not be had`;
  if (createHash('sha256').update(bytes).digest('hex') !== hash) {
    return `${path} is not what approvers have signed`;
  }
  try {
    return manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return `${path} is signed, and no manifest that this agent knows`;
  }
}

/** Why a manifest is not for this host now, in words; empty where it is. */
export function beyondScope(
  manifest: Manifest,
  host: Pick<OrderedHost, 'group' | 'product'>,
  nowMs: number,
): readonly string[] {
  const { products, groups, until } = manifest;
  const reasons: string[] = [];
  if (nowMs >= Date.parse(until)) reasons.push(`the manifest ended at ${until}`);
  if (!products.includes(host.product)) reasons.push(`the manifest is not for ${host.product}`);
  if (groups !== null && (host.group === '' || !groups.includes(host.group))) {
    reasons.push(`the manifest is not for hosts of ${host.group || 'no group'}`);
  }
  return reasons;
}

function beyondManifest(order: Order, manifest: Manifest, host: OrderedHost): readonly string[] {
  const { action, packages, updates } = order;
  switch (action) {
    case 'install':
      return [
        ...againstList(order),
        ...packages.flatMap((one) => againstInstall(one, manifest, host)),
        ...updates
          .filter((update) => !manifest.updates.includes(update))
          .map((update) => `the manifest does not have ${update}`),
      ];
    case 'roll-back':
      return [
        ...againstList(order),
        ...packages.flatMap((one) => againstRollBack(one, manifest, host)),
        ...updates
          .filter((update) => !(manifest.removable ?? []).includes(update))
          .map((update) => `the manifest does not let ${update} be taken back`),
      ];
    case 'restart':
      return [
        ...againstExtras(order),
        ...(manifest.mayRestart ? [] : ['the manifest does not allow a restart']),
      ];
    case 'probe':
    case 'collect-evidence':
      return againstExtras(order);
    default:
      return action satisfies never;
  }
}

function againstList({ packages, updates }: Order): readonly string[] {
  if (packages.length + updates.length === 0) return ['the order names nothing'];
  const names = [...packages.map(({ name }) => name), ...updates];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((name) => `the order names ${name} twice`);
}

function againstExtras({ action, packages, updates }: Order): readonly string[] {
  return packages.length + updates.length === 0 ? [] : [`the order to ${action} names packages`];
}

function againstInstall(
  { name, version }: OrderedPackage,
  manifest: Manifest,
  { installed, compareVersions }: OrderedHost,
): readonly string[] {
  const signed = manifest.packages.find((one) => one.name === name && one.version === version);
  if (signed === undefined) return [`the manifest does not have ${name} ${version}`];
  const here = installed.get(name) ?? [];
  if (here.length === 0 && !signed.isNew) return [`${name} is not on this host, and not to be new`];
  return here.flatMap((installedVersion) => {
    const order = compareVersions(installedVersion, version);
    if (order === null) return [`${name}: ${installedVersion} and ${version} cannot be compared`];
    // A server alone could otherwise bring back what an older manifest had.
    return order > 0 ? [`${name} is at ${installedVersion}, which is newer than ${version}`] : [];
  });
}

function againstRollBack(
  { name, version }: OrderedPackage,
  manifest: Manifest,
  { installed }: OrderedHost,
): readonly string[] {
  const lists = manifest.packages.filter((one) => one.name === name).map(({ back }) => back);
  if (!lists.flat().includes(version)) {
    return [`the manifest does not let ${name} go back to ${version}`];
  }
  return installed.has(name) ? [] : [`${name} is not on this host`];
}
