/**
 * Where a webhook may go. Private networks are the normal case: a chat, a pager or an automation of
 * one's own; and only administrators name addresses. What no receiver lives at, but a cloud's
 * credentials do, is refused when the connection is made, so that a name that changes its address
 * gains nothing.
 */

import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const refused = new BlockList();
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addSubnet('fe80::', 10, 'ipv6');
refused.addAddress('fd00:ec2::254', 'ipv6');
refused.addAddress('100.100.100.200', 'ipv4');

export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';

  constructor(address: string) {
    super(`${address} is link-local or a cloud's own: notices are not sent there.`);
  }
}

/** @throws RefusedAddress when the host is written as such an address; names are looked up later */
export function refuseLiteral({ hostname }: URL): void {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isRefused(address)) throw new RefusedAddress(address);
}

/** Looks a name up as connections do, and fails where it leads to such an address. */
export const lookupAllowed: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    const bad = found?.find(({ address }) => isRefused(address));
    if (error !== null) callback(error, '', 0);
    else if (bad !== undefined) callback(new RefusedAddress(bad.address), '', 0);
    else if (options.all) callback(null, found);
    else callback(null, first?.address ?? '', first?.family ?? 0);
  });
};

function isRefused(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && refused.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
