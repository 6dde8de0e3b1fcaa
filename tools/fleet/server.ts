/** A real `daybreak serve` on the fleet's ground, which can be killed and started again. */
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serverName } from './front.ts';
import type { Ground } from './ground.ts';
import { childOf, ended, spawnHeard } from './processes.ts';

const program = join(import.meta.dirname, '../../packages/cli/bin/daybreak.cjs');
export const serverPort = 7070;
const linesKept = 200;

export class FleetServer {
  readonly #ground: Ground;
  readonly #folder: string;
  readonly #pollSeconds: number;
  #process: ChildProcess | null = null;
  /** The last that it printed. */
  readonly lines: string[] = [];

  constructor(ground: Ground, folder: string, pollSeconds: number) {
    this.#ground = ground;
    this.#folder = folder;
    this.#pollSeconds = pollSeconds;
    mkdirSync(folder, { recursive: true });
    // PostgreSQL's account has to come to its cluster.
    chmodSync(folder, 0o755);
  }

  /** @returns the token with which the first administrator is made; empty where there is one */
  start(): Promise<string> {
    const words = ['serve', '--port', String(serverPort), '--data', this.#folder];
    const [nsenter, args] = this.#ground.within(process.execPath, [program, ...words]);
    const env = {
      ...process.env,
      DAYBREAK_ORIGIN: `https://${serverName}`,
      DAYBREAK_POLL_SECONDS: String(this.#pollSeconds),
    };
    return new Promise((resolve, reject) => {
      let token = '';
      const server = spawnHeard(nsenter, args, env, (line) => {
        this.lines.push(line);
        this.lines.splice(0, this.lines.length - linesKept);
        token = /#token=([\w-]+)/.exec(line)?.[1] ?? token;
        if (line.includes('Ctrl+C')) resolve(token);
      });
      server.once('exit', (code) =>
        reject(new Error(`the server has ended (${code}): ${this.lines.join('\n')}`)),
      );
      this.#process = server;
    });
  }

  /** Itself alone: its database has to be found again, as after any such death. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const pid = childOf(this.#process?.pid);
    if (this.#process === null || pid === null) return;
    process.kill(pid, signal);
    await ended(this.#process);
  }
}
