import { type ProductId, productId, productName, type WindowsProduct } from '../bulletin/index.ts';
import {
  type DebianHost,
  type Host,
  hasPackages,
  type PostureFacts,
  type WindowsHost,
} from '../inventory/index.ts';

type WindowsFacts = Omit<WindowsHost, 'name' | 'domain'>;
type ReleasedFacts = Pick<DebianHost, 'distribution' | 'release'>;

/**
 * The product that bulletins mean when they mean this host.
 *
 * Where the inventory cannot tell whether it is Server Core, the full installation is assumed: what
 * is issued for Server Core is issued for it too.
 */
export function productOfHost(host: WindowsFacts): WindowsProduct {
  const semiAnnual = host.family === 'Windows Server' || host.build === 25398;
  return {
    family: semiAnnual ? 'Windows Server' : familyAsIssued(host.family),
    release: host.build === 25398 ? '23H2' : host.release,
    architecture: host.architecture,
    servicePack: servicePackAsIssued(host),
    serverCore: host.serverCore === true && !semiAnnual,
  };
}

export function productIdOfHost(host: Host | PostureFacts): ProductId {
  return hasPackages(host) ? releasedProduct(host) : productId(productOfHost(host));
}

/** For people: `Windows Server 2022 (x64)`, `debian:12`, `rhel:9.4`; the host's own name where no product fits. */
export function productNameOfHost(host: Host | PostureFacts): string {
  if (hasPackages(host)) return releasedProduct(host);
  return host.family === '' ? host.osName : productName(productOfHost(host));
}

/** What has no number yet is none of the releases: `debian:unreleased`. */
function releasedProduct({ distribution, release }: ReleasedFacts): ProductId {
  return `${distribution}:${release === '' ? 'unreleased' : release}`;
}

/** Server 2003 R2 is Server 2003 with a second disc of additions, and gets its updates. */
function familyAsIssued(family: string): string {
  return family === 'Windows Server 2003 R2' ? 'Windows Server 2003' : family;
}

/**
 * Windows Server 2008 and the x64 editions of XP and Server 2003 were first released at what they
 * call Service Pack 1; bulletins name that release without a service pack.
 */
function servicePackAsIssued({ family, architecture, servicePack }: WindowsFacts): number {
  const releasedAtOne =
    family === 'Windows Server 2008' ||
    (architecture === 'x64' &&
      (family === 'Windows XP' || family.startsWith('Windows Server 2003')));
  return releasedAtOne && servicePack === 1 ? 0 : servicePack;
}
