/** What every host can say of itself: how long it is up, its disks, its clock, its ports. */
import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunCommand } from '../command/index.ts';
import type { Finding } from './finding.ts';
import { lastingPorts, parseSockets, type Socket } from './ports.ts';

/** What is left of a disk, in percent, below which something is about to break. */
const freePercent = { warning: 10, critical: 3 } as const;

/** @param proc `/proc`, or a folder like it */
export async function lookAtBoot(proc: string): Promise<Finding> {
  const uptime = Number((await readFile(join(proc, 'uptime'), 'utf8')).split(' ')[0]);
  const id = (await readFile(join(proc, 'sys/kernel/random/boot_id'), 'utf8')).trim();
  return { state: 'ok', text: `up for ${Math.floor(uptime / 60)} min, boot ${id}` };
}

/** Space and inodes, of which either may run out. */
export async function lookAtDisk(path: string): Promise<Finding> {
  const { blocks, bavail, files, ffree } = await statfs(path);
  const space = percent(bavail, blocks);
  const inodes = percent(ffree, files);
  const least = Math.min(space, inodes);
  const state =
    least < freePercent.critical ? 'critical' : least < freePercent.warning ? 'warning' : 'ok';
  return { state, text: `${Math.floor(space)} % of space free, ${Math.floor(inodes)} % of inodes` };
}

/** Some file systems count nothing: they have no end. */
function percent(free: number, all: number): number {
  return all === 0 ? 100 : (100 * free) / all;
}

/** Whether the clock follows a source; a host without systemd cannot say. */
export async function lookAtClock(run: RunCommand): Promise<Finding> {
  const args = ['show', '--property=NTPSynchronized', '--value'];
  const { status, output } = await run({ program: 'timedatectl', args, timeoutMs: 15_000 });
  if (status !== 0) return { state: 'unknown', text: 'timedatectl did not answer' };
  return output.trim() === 'yes'
    ? { state: 'ok', text: 'the clock is synchronised' }
    : { state: 'warning', text: 'the clock is not synchronised' };
}

/** Of every family and protocol; a kernel without one of them lists none. */
export async function sockets(proc: string): Promise<readonly Socket[]> {
  const tables = ['tcp', 'tcp6', 'udp', 'udp6'] as const;
  const listed = await Promise.all(
    tables.map(async (table) => {
      const text = await readFile(join(proc, 'net', table), 'utf8').catch(noTable);
      return parseSockets(text, table.startsWith('tcp') ? 'tcp' : 'udp');
    }),
  );
  return listed.flat();
}

function noTable(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}

/** What is listened on is no judgement: whoever compares before and after judges. */
export async function lookAtPorts(proc: string): Promise<Finding> {
  const listening = (await sockets(proc)).filter(({ isListening }) => isListening);
  const names = [...new Set(listening.map(({ protocol, port }) => `${protocol}/${port}`))].sort();
  const text = names.length === 0 ? 'none' : names.join(' ');
  return { state: 'ok', text, ports: lastingPorts(listening) };
}
