/**
 * Check-ins of unchanged hosts, beside what one processor verifies of their signatures alone. The
 * server is a process of its own; the load generator and PostgreSQL share what processors are left.
 * Alone, and larger: `node tools/bench/check-ins.ts --hosts 100000 --requests 1000000`.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate, openDatabase } from '@daybreak/storage/database';
import { startEmbedded } from '@daybreak/storage/embedded';
import {
  nextCheckIn,
  type PreparedAgent,
  prepareAgents,
  unchangedAnswer,
} from '../../packages/server/tests/prepared-agents.ts';
import type { ServerUse } from './check-in-server.ts';
import { figure, heading, measured } from './report.ts';

export interface CheckInLoad {
  readonly hosts: number;
  readonly requests: number;
  /** Each is kept open, and carries one request at a time. */
  readonly connections: number;
}

/** Signed before the clock runs; more would be too old when they are sent. */
const waveMax = 20_000;

export async function benchCheckIns(load: CheckInLoad): Promise<void> {
  const { hosts, requests, connections } = load;
  heading(`${requests} check-ins of ${hosts} unchanged hosts over ${connections} connections`);
  const folder = mkdtempSync(join(tmpdir(), 'daybreak-check-ins-'));
  chmodSync(folder, 0o755);
  try {
    await using embedded = await startEmbedded({ dataFolder: join(folder, 'data') });
    const database = openDatabase(embedded.connection, () => undefined);
    await migrate(database, new Date());
    const agents = await prepareAgents(database, hosts);
    await database.destroy();
    await ask(agents, load, { folder, connection: JSON.stringify(embedded.connection) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(
  agents: readonly PreparedAgent[],
  { requests, connections }: CheckInLoad,
  { folder, connection }: { readonly folder: string; readonly connection: string },
): Promise<void> {
  const server = fork(join(import.meta.dirname, 'check-in-server.ts'), [folder, connection], {
    execArgv: ['--expose-gc'],
  });
  try {
    const [address] = (await once(server, 'message')) as [string];
    const port = Number(new URL(address).port);
    const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)));
    const sendAll = async (count: number): Promise<number> => {
      let ms = 0;
      for (let done = 0; done < count; done += waveMax) {
        const wave = signedWave(agents, done, Math.min(waveMax, count - done));
        ms += (await measured(() => send(sockets, wave))).ms;
      }
      return ms;
    };
    // Every key is looked up and the code is warm before anything is counted.
    await sendAll(Math.max(agents.length, waveMax));
    const before = await useOf(server);
    const half = Math.floor(requests / 2);
    const firstMs = await sendAll(half);
    const between = await useOf(server);
    const ms = firstMs + (await sendAll(requests - half));
    const after = await useOf(server);
    for (const socket of sockets) socket.destroy();
    const [rate, alone] = [(requests / ms) * 1000, verifiedPerSecond()];
    const against = `${(rate / alone).toFixed(2)} of the signatures verified alone`;
    figure('check-ins a second, each answered once on disk', rate.toFixed(0), against);
    const each = (after.processorUs - before.processorUs) / requests;
    figure("microseconds of the server's processor each", each.toFixed(0));
    figure("the server's memory before", megabytes(before.residentBytes));
    figure('half-way', megabytes(between.residentBytes));
    figure('and after', megabytes(after.residentBytes));
  } finally {
    server.disconnect();
    await once(server, 'exit');
  }
}

function signedWave(agents: readonly PreparedAgent[], from: number, count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const agent = agents[(from + index) % agents.length];
    if (agent === undefined) throw new Error('there are no agents');
    return nextCheckIn(agent);
  });
}

/** Every connection takes the next request when its last is answered. */
async function send(sockets: readonly Socket[], wave: readonly Buffer[]): Promise<void> {
  let next = 0;
  const work = async (socket: Socket): Promise<void> => {
    for (let request = wave[next++]; request !== undefined; request = wave[next++]) {
      verifyAnswer(await answered(socket, request));
    }
  };
  await Promise.all(sockets.map(work));
}

function opened(port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect(port, '127.0.0.1', () => resolve(socket));
  socket.setNoDelay(true).setEncoding('latin1').once('error', reject);
  return promise;
}

function answered(socket: Socket, request: Buffer): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = '';
  const onData = (part: string): void => {
    text += part;
    const head = text.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
    if (head < 0 || text.length < head + 4 + length) return;
    socket.off('data', onData);
    resolve(text);
  };
  socket.on('data', onData);
  socket.write(request);
  return promise;
}

/** @throws Error for anything but what an unchanged host is told */
function verifyAnswer(text: string): void {
  const isRight = text.startsWith('HTTP/1.1 200 ') && text.endsWith(`\r\n\r\n${unchangedAnswer}`);
  if (!isRight) throw new Error(`a check-in was answered with ${text}`);
}

async function useOf(server: ChildProcess): Promise<ServerUse> {
  server.send('use');
  const [use] = (await once(server, 'message')) as [ServerUse];
  return use;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}

function verifiedPerSecond(): number {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [text, count] = [Buffer.alloc(300, 'a'), 5_000];
  const signature = sign(null, text, privateKey);
  const start = performance.now();
  for (let round = 0; round < count; round += 1) verify(null, text, publicKey, signature);
  return (count / (performance.now() - start)) * 1000;
}

if (import.meta.main) {
  const option = (preset: string) => ({ type: 'string', default: preset }) as const;
  const { values } = parseArgs({
    options: {
      hosts: option('20000'),
      requests: option('100000'),
      connections: option('1024'),
    },
  });
  const { hosts, requests, connections } = values;
  await benchCheckIns({
    hosts: Number(hosts),
    requests: Number(requests),
    connections: Number(connections),
  });
}
