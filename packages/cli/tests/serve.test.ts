/** `daybreak serve` and `hosts import` as processes, on a data folder of their own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '../bin/daybreak.cjs');
const inventory = join(import.meta.dirname, '../fixtures/exposed.txt');
const data = mkdtempSync(join(tmpdir(), 'daybreak-serve-'));
let port: number;
let server: ChildProcess;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts the server; resolves with what it has printed once it is ready. */
async function start(): Promise<string> {
  server = spawn(process.execPath, [program, 'serve', '--data', data, '--port', String(port)]);
  let printed = '';
  for await (const chunk of server.stdout ?? []) {
    printed += String(chunk);
    if (printed.includes('Ctrl+C')) return printed;
  }
  throw new Error(`the server ended before it was ready: ${printed}`);
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(server, 'exit');
  server.kill(signal);
  const [code] = await ended;
  return code;
}

function run(...words: string[]) {
  return spawnSync(process.execPath, [program, ...words, '--data', data], { encoding: 'utf8' });
}

beforeAll(async () => {
  // Open to the database's account, so that the cluster lives in here and goes with the folder.
  chmodSync(data, 0o755);
  port = await freePort();
});

afterAll(async () => {
  if (server.exitCode === null && server.signalCode === null) await stop('SIGTERM');
  rmSync(data, { recursive: true, force: true });
});

describe('the server', () => {
  it('opens for use with a one-time link, and takes hosts from the command line meanwhile', async () => {
    expect(await start()).toMatch(new RegExp(`http://localhost:${port}/setup#token=[\\w-]{40,}`));
    const health = await fetch(`http://localhost:${port}/api/health`);
    expect(await health.json()).toMatchObject({ status: 'ok' });
    const { status, stdout } = run('hosts', 'import', inventory);
    expect(stdout).toMatch(/^1 host added, 0 changed, 0 unchanged/);
    expect(status).toBe(0);
  });

  it('says who has the data folder when a second one is started on it', async () => {
    const { status, stderr } = run('serve', '--port', String(await freePort()));
    expect(stderr).toContain(String(server.pid));
    expect(status).toBe(2);
  });

  it('has lost nothing after it was killed, and ends cleanly when it is asked to', async () => {
    await stop('SIGKILL');
    await start();
    expect(run('hosts', 'import', inventory).stdout).toMatch(
      /^0 hosts added, 0 changed, 1 unchanged/,
    );
    expect(await stop('SIGTERM')).toBe(0);
  });

  it('is not needed to set facts of hosts, and wrong rows are told with their line', () => {
    const file = join(data, 'facts.csv');
    const name = /Host Name:\s+(\S+)/.exec(readFileSync(inventory, 'utf8'))?.[1];
    writeFileSync(file, `Name;Exposed;Owner\n${name};YES;IT\nnobody;no;\n${name};perhaps;\n`);
    const { status, stdout, stderr } = run('hosts', 'facts', file);
    expect(stdout).toBe('Facts of 1 host changed, of 0 as they were\n');
    expect(stderr).toContain('facts.csv:3: no host is called "nobody"');
    expect(stderr).toContain(`facts.csv:4: ${name}: exposed is "perhaps"`);
    expect(status).toBe(2);
  });

  it('is not needed to take hosts', () => {
    expect(run('hosts', 'import', inventory).stdout).toMatch(
      /^0 hosts added, 0 changed, 1 unchanged/,
    );
  });
});
