/**
 * `npm run fleet` and `npm run fleet:kills`: everything happens in namespaces of their own, on a disk
 * in memory, so that nothing of it is left when this ends, also where it is killed.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { missingForHosts, missingForSystemd } from './available.ts';
import { baseSystem, systemdSystem } from './base.ts';
import { ControlGroups } from './control-groups.ts';
import { tied } from './processes.ts';

const usage = `Usage: npm run fleet -- [--hosts 8] [--once] [--systemd]
       npm run fleet:kills -- [--seeds 200] [--from 1] [--hosts 4]

  --once     patch all hosts, and end with 0 where each host's own inventory shows it
  --systemd  systemd runs in each host, with the agent as a package under it
  --seeds    how many times something is killed at a moment that the seed decides
`;
const options = {
  hosts: { type: 'string' },
  once: { type: 'boolean', default: false },
  kills: { type: 'boolean', default: false },
  systemd: { type: 'boolean', default: false },
  seeds: { type: 'string', default: '200' },
  from: { type: 'string', default: '1' },
} as const;

const kept = join(tmpdir(), 'daybreak-fleet');
const work = join(kept, 'work');
const begin = `
mount -t tmpfs -o mode=0755 tmpfs "${work}" || exit
"$@"
exit $?
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const words = readWords();
  if (words === null) {
    console.error(usage);
    return 2;
  }
  const missing = words.systemd ? missingForSystemd() : missingForHosts();
  if (missing.length > 0) {
    console.error(`Hosts are made by root on Debian. Missing here: ${missing.join(', ')}.`);
    return 2;
  }
  if (!words.systemd) {
    baseSystem(kept);
    return inNamespaces(words);
  }
  systemdSystem(kept);
  await using groups = new ControlGroups();
  return await inNamespaces({ ...words, controlGroups: groups.folders });
}

async function inNamespaces(words: object): Promise<number> {
  mkdirSync(work, { recursive: true });
  const inside = join(import.meta.dirname, 'inside.ts');
  const namespaces = ['--mount', '--pid', '--fork', '--mount-proc', '--kill-child=SIGKILL'];
  const [program, args] = tied('unshare', [
    ...[...namespaces, 'sh', '-c', begin, 'sh'],
    ...[process.execPath, inside, JSON.stringify({ ...words, kept, work })],
  ]);
  const fleet = spawn(program, args, { stdio: 'inherit' });
  // Ctrl+C reaches the fleet by itself, which then ends in order.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => fleet.kill('SIGKILL'));
  endWithParent(() => fleet.kill('SIGKILL'));
  return new Promise((resolve) => fleet.on('exit', (code) => resolve(code ?? 1)));
}

/** Null for what nobody can mean. */
function readWords() {
  try {
    const { once, kills, systemd, ...texts } = parseArgs({ options }).values;
    const numbers = {
      hosts: Number(texts.hosts ?? (kills ? 4 : 8)),
      seeds: Number(texts.seeds),
      from: Number(texts.from),
    };
    const isSound = Object.values(numbers).every((one) => Number.isSafeInteger(one) && one > 0);
    return isSound && numbers.hosts <= 500 ? { once, kills, systemd, ...numbers } : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Whoever started us may be killed, and tells nobody. */
function endWithParent(end: () => void): void {
  const { ppid } = process;
  setInterval(() => process.ppid !== ppid && end(), 500).unref();
}
