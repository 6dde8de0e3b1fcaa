/** An agent in a process of its own, that says what it has cost so far whenever it is asked. */
import { setTimeout } from 'node:timers/promises';
import { runHere } from '@daybreak/agent/command';
import { debianHost } from '@daybreak/agent/driver';
import { instanceOf } from '@daybreak/agent/identity';
import { runAgent } from '@daybreak/agent/run';
import { RecordingPackages } from '../../packages/agent/tests/support/recording-packages.ts';

export interface Cost {
  /** Bytes. */
  readonly resident: number;
  /** Of the processor, in microseconds since the start. */
  readonly busy: number;
}

const [stateFolder = '', packages = '0'] = process.argv.slice(2);
const names = Array.from({ length: Number(packages) }, (_, index) => [`package-${index}`, '1.0-1']);

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const cost: Cost = { resident: process.memoryUsage.rss(), busy: user + system };
  process.send?.(cost);
});
process.on('disconnect', () => process.exit());
void runAgent({
  stateFolder,
  instance: instanceOf(Buffer.alloc(16, 1)),
  driver: debianHost({
    run: runHere,
    packages: new RecordingPackages(Object.fromEntries(names)),
    checksFolder: '/etc/daybreak/checks.d',
    now: () => new Date(),
  }),
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  random: Math.random,
  wait: (ms) => setTimeout(ms),
  waitToLook: (ms) => setTimeout(ms),
  signal: new AbortController().signal,
  log: (line) => console.error(line),
});
