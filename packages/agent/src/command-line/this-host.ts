import { uptime } from 'node:os';
import { runHere } from '../command/index.ts';
import { type HostDriver, linuxHost } from '../driver/index.ts';
import { WindowsHost } from '../windows/index.ts';

const now = () => new Date();

/** Of the machine, and not of the process: it goes on while the machine sleeps. */
export const monotonicMs = () => uptime() * 1000;

/** Of this very machine. @throws UnsuitedHost, HostUnreadable */
export async function thisHost(): Promise<HostDriver> {
  if (process.platform === 'win32') return new WindowsHost({ run: runHere, now, monotonicMs });
  return linuxHost({ run: runHere, checksFolder: '/etc/daybreak/checks.d', now });
}

/** What whoever runs the agent must know of this system; empty where there is nothing. */
export const systemNotice =
  process.platform === 'win32'
    ? 'not yet run on real Windows: tested against Microsoft’s documentation alone'
    : '';
