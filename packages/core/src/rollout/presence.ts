/** Whether a host's own inventory shows what a rollout brings. */
import {
  type DebianHost,
  isDebian,
  isRpm,
  type RpmHost,
  type WindowsHost,
} from '../inventory/index.ts';
import {
  compareDebianVersions,
  compareRpmVersions,
  parseDebianVersion,
  parseRpmVersion,
} from '../version/index.ts';

export interface Wanted {
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly updates: readonly string[];
}

/** Of Windows also `unknown`: where the list of updates was cut short, what is not in it may be there. */
export type Presence = 'there' | 'not-there' | 'unknown';

/** What it is, whoever it is. */
type Inventory =
  | Pick<DebianHost, 'packages'>
  | Pick<RpmHost, 'packages' | 'packageFormat'>
  | Pick<WindowsHost, 'installed'>;

/** A newer version is there too; one that is half done is not. */
export function presenceOf(host: Inventory, { packages, updates }: Wanted): Presence {
  if (isDebian(host)) return allThere(host, packages, isDebianAtLeast);
  if (isRpm(host)) return allThere(host, packages, isRpmAtLeast);
  const { updates: installed, complete } = host.installed;
  if (updates.every((update) => installed.includes(update))) return 'there';
  return complete ? 'not-there' : 'unknown';
}

function allThere(
  host: Pick<DebianHost | RpmHost, 'packages'>,
  wanted: Wanted['packages'],
  isAtLeast: (found: string, wanted: string) => boolean,
): Presence {
  const isThere = ({ name, version }: Wanted['packages'][number]) => {
    const found = host.packages.filter((one) => one.name === name);
    const isRight = (one: (typeof found)[number]) =>
      one.state !== 'half-done' && isAtLeast(one.version, version);
    return found.length > 0 && found.every(isRight);
  };
  return wanted.every(isThere) ? 'there' : 'not-there';
}

function isDebianAtLeast(found: string, wanted: string): boolean {
  const [a, b] = [parseDebianVersion(found), parseDebianVersion(wanted)];
  return a !== null && b !== null && compareDebianVersions(a, b) >= 0;
}

function isRpmAtLeast(found: string, wanted: string): boolean {
  const [a, b] = [parseRpmVersion(found), parseRpmVersion(wanted)];
  return a !== null && b !== null && compareRpmVersions(a, b) >= 0;
}
