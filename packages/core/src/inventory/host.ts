import type { DebianHost } from './debian-host.ts';
import type { WindowsHost } from './windows-host.ts';

/** A host of any system that Daybreak knows. */
export type Host = WindowsHost | DebianHost;

export function isDebian<T extends object>(
  facts: T,
): facts is Extract<T, Pick<DebianHost, 'packages'>> {
  return 'packages' in facts;
}

/** What decides a host's exposure: all its facts but what it is called. */
export type PostureFacts =
  | Omit<WindowsHost, 'name' | 'domain'>
  | Omit<DebianHost, 'name' | 'domain'>;
