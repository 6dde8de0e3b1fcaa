import { daybreakName } from './cluster.ts';
import type { Place } from './place.ts';

export interface SocketConnection {
  /** Folder of the unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** How to reach the server of a place. */
export function connectionTo({ sockets }: Place): SocketConnection {
  return { host: sockets, port: 5432, user: daybreakName, database: daybreakName };
}
