/** A host with an agent whose clock, dice and waits are the test's. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, Ended } from '@daybreak/agent/command';
import { debianHost, type HostDriver } from '@daybreak/agent/driver';
import { enrol, type Joined, parseToken } from '@daybreak/agent/enrol';
import { instanceOf, openState } from '@daybreak/agent/identity';
import { runAgent } from '@daybreak/agent/run';
import { openWire } from '@daybreak/agent/server-client';
import { RecordingPackages } from './recording-packages.ts';
import type { ScriptedServer } from './scripted-server.ts';

export const hostId = '0b7e6f4e-6c1f-4d1b-9d0c-0a4f6b7f3c11';

export class TestHost implements Disposable {
  readonly packages = new RecordingPackages({ web: '1.0' });
  readonly lines: string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'daybreak-agent-'));
  /** Milliseconds of the clock that only goes forward, with each wait for a poll. */
  monotonicMs = 0;
  #waiting: { readonly untilMs: number; readonly resolve: () => void }[] = [];

  /** Debian, unless the test has another. */
  driver: HostDriver = debianHost({
    ...{ run: runNothing, packages: this.packages, now: () => new Date() },
    checksFolder: join(this.#folder, 'checks.d'),
  });

  get stateFolder(): string {
    return join(this.#folder, 'state');
  }

  async join(server: ScriptedServer, root: Uint8Array | null): Promise<Joined> {
    const hash = root === null ? '' : `.${createHash('sha256').update(root).digest('hex')}`;
    const token = parseToken(`dbk1.${'s'.repeat(43)}${hash}`);
    if (token === null) throw new Error('the token is none');
    using state = await openState(this.stateFolder);
    const connection = { server: server.url, authority: server.certificate };
    using wire = openWire({ ...connection, timeoutMs: 5000 });
    return await enrol({
      ...{ ...connection, token, wire, stateFolder: state.path, name: 'host-1' },
      instance: instanceOf(randomBytes(16)),
      now: () => new Date(),
    });
  }

  /** Runs until the test has seen enough. @param between before each poll; true to stop */
  async run(between: (poll: number) => boolean | Promise<boolean>): Promise<void> {
    const stop = new AbortController();
    let poll = 0;
    await runAgent({
      stateFolder: this.stateFolder,
      instance: instanceOf(randomBytes(16)),
      driver: this.driver,
      now: () => new Date(),
      monotonicMs: () => this.monotonicMs,
      random: () => 0.5,
      wait: async (ms, signal) => {
        if (!signal.aborted) this.monotonicMs += ms;
        this.#wakeLooks();
        if (await between(poll)) stop.abort();
        poll += 1;
      },
      waitToLook: (ms, signal) => this.#waitToLook(ms, signal),
      signal: stop.signal,
      log: (line) => this.lines.push(line),
    });
  }

  #waitToLook(ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (signal.aborted) resolve();
    this.#waiting.push({ untilMs: this.monotonicMs + ms, resolve });
    signal.addEventListener('abort', () => resolve());
    return promise;
  }

  #wakeLooks(): void {
    for (const { untilMs, resolve } of this.#waiting) if (untilMs <= this.monotonicMs) resolve();
    this.#waiting = this.#waiting.filter(({ untilMs }) => untilMs > this.monotonicMs);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What the host's programs say, without one being run. */
const outputs: Readonly<Record<string, string>> = {
  'cat /etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12"\n',
  'cat /proc/sys/kernel/random/boot_id': 'boot-1\n',
  'cat /proc/stat': 'btime 1765000000\n',
  'dpkg --print-architecture': 'amd64\n',
  'uname -r': '6.1.0-37-amd64\n',
  'uname -n': 'host-1\n',
};

async function runNothing({ program, args }: Command): Promise<Ended> {
  const output = outputs[[program, ...args].join(' ')];
  if (output === undefined) throw new Error(`the host has no ${program} ${args.join(' ')}`);
  return { status: 0, output, log: output };
}
