/**
 * What an update and its restart would wipe out, gathered before them. The order is that of
 * volatility (RFC 3227, 2.1): what goes first is taken first.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunCommand } from '../command/index.ts';
import { sockets } from '../probe/index.ts';
import { processes } from './processes.ts';

export interface EvidenceSurroundings {
  readonly run: RunCommand;
  readonly now: () => Date;
  /** `/proc`. */
  readonly proc: string;
  /** Program and arguments: `dpkg-query --show`. */
  readonly listPackages: readonly [string, ...string[]];
  /** Where the system writes who logs in: `/var/log/auth.log`. */
  readonly loginsFile: string;
}

/** By what it is about; what could not be had stands with the reason in place of it. */
export interface Evidence {
  readonly format: 1;
  readonly begunAt: string;
  readonly endedAt: string;
  readonly items: Readonly<
    Record<string, { readonly found: unknown } | { readonly missing: string }>
  >;
}

const timeoutMs = 60_000;
const logLines = 5000;

/** Where something of it comes from, by what it is about. */
export type EvidenceSource = readonly [name: string, collect: () => Promise<unknown>];

export function collectEvidence(surroundings: EvidenceSurroundings): Promise<Evidence> {
  return gatherItems(sources(surroundings), surroundings.now);
}

/** One after the other, in their order: what goes first is taken first. */
export async function gatherItems(
  from: readonly EvidenceSource[],
  now: () => Date,
): Promise<Evidence> {
  const begunAt = now().toISOString();
  const items: Record<string, { found: unknown } | { missing: string }> = {};
  for (const [name, collect] of from) {
    items[name] = await collect().then(
      (found) => ({ found }),
      (error: unknown) => ({ missing: error instanceof Error ? error.message : String(error) }),
    );
  }
  return { format: 1, begunAt, endedAt: now().toISOString(), items };
}

function sources({
  run,
  proc,
  listPackages,
  loginsFile,
}: EvidenceSurroundings): readonly EvidenceSource[] {
  const said =
    (program: string, ...args: readonly string[]) =>
    async () => {
      const { status, output, log } = await run({ program, args, timeoutMs });
      if (status !== 0) throw new Error(log.slice(0, 500) || `${program} ended with ${status}`);
      return output;
    };
  const kernel = (path: string) => () => readFile(join(proc, path), 'utf8');
  return [
    ['sockets', () => sockets(proc)],
    ['neighbours', kernel('net/arp')],
    ['processes', () => processes(proc)],
    ['users', said('who', '--all')],
    ['modules', kernel('modules')],
    ['mounts', kernel('self/mountinfo')],
    ['boot', kernel('sys/kernel/random/boot_id')],
    ['uptime', kernel('uptime')],
    ['units', said('systemctl', 'list-units', '--all', '--plain', '--no-legend', '--no-pager')],
    ['timers', said('systemctl', 'list-timers', '--all', '--plain', '--no-legend', '--no-pager')],
    ['journal', said('journalctl', '--no-pager', '--output=short-iso', `--lines=${logLines}`)],
    ['logins', () => readFile(loginsFile, 'utf8').then((text) => text.slice(-1_000_000))],
    ['packages', said(...listPackages)],
  ];
}
