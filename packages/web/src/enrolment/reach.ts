/** From where an address can be reached, and whether what is sent there can be read on the way. */

/** `same machine`: every host takes the address for its own. */
export type Reach = 'same machine' | 'in the clear' | 'encrypted';

export function reachOf(origin: string): Reach {
  const { protocol, hostname } = new URL(origin);
  if (isLoopback(hostname)) return 'same machine';
  return protocol === 'https:' ? 'encrypted' : 'in the clear';
}

/**
 * The address that hosts are to send to: what the server was told, unless that is of its own machine
 * only and the reader has come by another.
 */
export function originForHosts(told: string, readers: string): string {
  return reachOf(told) === 'same machine' ? readers : told;
}

function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|\[::ffff:7f\w\w:\w+\])$/.test(
    hostname,
  );
}
