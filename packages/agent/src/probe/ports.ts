/** Sockets as the kernel lists them. */

export interface Socket {
  readonly protocol: 'tcp' | 'udp';
  /** `0.0.0.0`, `[::1]`. */
  readonly address: string;
  readonly port: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Whether it waits for anybody. */
  readonly isListening: boolean;
  readonly uid: number;
  /** By which its process can be found. */
  readonly inode: number;
}

/** In proc(5), `tcp`: 0A is LISTEN; a UDP socket that waits for anybody has 07. */
const waiting = { tcp: '0A', udp: '07' } as const;
const end = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/;

/** Of /proc/net/tcp, tcp6, udp or udp6. A line that is none of it is passed over: the first is a header. */
export function parseSockets(text: string, protocol: Socket['protocol']): readonly Socket[] {
  return text.split('\n').flatMap((line) => {
    const [, local, remote, state, , , , uid, , inode] = line.trim().split(/\s+/);
    const [, address, port] = end.exec(local ?? '') ?? [];
    const [, remoteAddress, remotePort] = end.exec(remote ?? '') ?? [];
    if (!address || !port || !remoteAddress || !remotePort) return [];
    return [
      {
        protocol,
        address: addressOf(address),
        port: Number.parseInt(port, 16),
        remoteAddress: addressOf(remoteAddress),
        remotePort: Number.parseInt(remotePort, 16),
        isListening: state === waiting[protocol],
        uid: Number(uid),
        inode: Number(inode),
      },
    ];
  });
}

/** From here on kernels choose ports by themselves: Linux from 32768 (ip(7)), Windows from 49152. */
const chosenPortsFrom = 32_768;
/** Users of the system (login.defs: below 1000), and those that systemd makes for a service (systemd.exec). */
const serviceUsers = [
  { first: 0, last: 999 },
  { first: 61_184, last: 65_519 },
] as const;

/**
 * Those that stay open as long as their service is there. UDP is left out, because whoever asks
 * something listens for the answer; so is what a person who is logged in has open, and what a kernel
 * has chosen.
 */
export function lastingPorts(sockets: readonly Socket[]): readonly number[] {
  const ports = sockets.flatMap(({ protocol, port, isListening, uid }) =>
    protocol === 'tcp' && isListening && isLasting(port) && isOfService(uid) ? [port] : [],
  );
  return [...new Set(ports)].sort((a, b) => a - b);
}

export function isLasting(port: number): boolean {
  return port < chosenPortsFrom;
}

function isOfService(uid: number): boolean {
  return serviceUsers.some(({ first, last }) => uid >= first && uid <= last);
}

/** Words of four bytes, each in the machine's own order: the least first on all that we know. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    [...Buffer.from(word, 'hex')].reverse(),
  );
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16),
  );
  return new URL(`http://[${groups.join(':')}]`).hostname;
}
