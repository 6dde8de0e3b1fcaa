import { spawn } from 'node:child_process';
import { type Account, runAs } from './account.ts';

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

/**
 * PostgreSQL's programs read these from the environment; nothing else of ours is their business,
 * and a PGDATA or PGPORT left there by somebody would lead them astray.
 */
export const serverEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Runs a program to its end as this account; what it printed, both streams, comes back. */
export async function runToEnd(
  account: Account,
  program: string,
  argumentList: readonly string[],
): Promise<CommandResult> {
  const child = spawn(program, argumentList, {
    ...runAs(account),
    // Ours may be a folder that the account cannot enter.
    cwd: '/',
    env: serverEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: output.trim() }));
  });
}
