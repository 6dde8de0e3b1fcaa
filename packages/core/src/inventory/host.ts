import type { DebianHost } from './debian-host.ts';
import type { RpmHost } from './rpm-host.ts';
import type { WindowsHost } from './windows-host.ts';

/** A host of any system that Daybreak knows. */
export type Host = WindowsHost | DebianHost | RpmHost;

/** Of Debian or of RPM: a distribution, a kernel, packages. */
export function hasPackages<T extends object>(
  facts: T,
): facts is Extract<T, Pick<DebianHost | RpmHost, 'packages'>> {
  return 'packages' in facts;
}

export function isRpm<T extends object>(
  facts: T,
): facts is Extract<T, Pick<RpmHost, 'packageFormat'>> {
  return 'packageFormat' in facts;
}

export function isDebian<T extends object>(
  facts: T,
): facts is Exclude<Extract<T, Pick<DebianHost, 'packages'>>, Pick<RpmHost, 'packageFormat'>> {
  return hasPackages(facts) && !isRpm(facts);
}

/** What decides a host's exposure: all its facts but what it is called. */
export type PostureFacts =
  | Omit<WindowsHost, 'name' | 'domain'>
  | Omit<DebianHost, 'name' | 'domain'>
  | Omit<RpmHost, 'name' | 'domain'>;
