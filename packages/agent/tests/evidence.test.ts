/** What is gathered of this very machine. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runHere } from '@daybreak/agent/command';
import {
  collectEvidence,
  type EvidenceSurroundings,
  keepEvidence,
  processes,
  statOf,
} from '@daybreak/agent/evidence';
import { sockets } from '@daybreak/agent/probe';
import { describe, expect, it } from 'vitest';

const surroundings: EvidenceSurroundings = {
  ...{ run: runHere, now: () => new Date(), proc: '/proc' },
  ...{ listPackages: ['dpkg-query', '--show'], loginsFile: '/var/log/auth.log' },
};

describe('Processes', () => {
  it('are told with their words, their parent and the sockets that they hold', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const child = spawn('sleep', ['3217']);
    try {
      const running = await processes('/proc');
      const found = running.find(({ words }) => words[1] === '3217');
      expect(found).toMatchObject({ parent: process.pid, pid: child.pid });
      expect(found?.program).toMatch(/(sleep|coreutils)$/);
      const { port } = server.address() as AddressInfo;
      const own = (await sockets('/proc')).find((one) => one.port === port && one.isListening);
      expect(running.find(({ pid }) => pid === process.pid)?.sockets).toContain(own?.inode);
    } finally {
      child.kill('SIGKILL');
      server.close();
    }
  });

  it('may be called anything', () => {
    const stat = `7 (a) R (b) S 1 7 7 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 4711 0`;
    expect(statOf(stat)).toEqual({ parent: 1, startedTicks: 4711 });
  });
});

describe('Evidence', () => {
  it('says of everything what was found, or why it could not be had', async () => {
    const { items } = await collectEvidence({
      ...surroundings,
      run: async (command) => {
        if (command.program === 'who') throw new Error('spawn who ENOENT');
        return runHere(command);
      },
    });
    expect(items['users']).toEqual({ missing: 'spawn who ENOENT' });
    expect(items['processes']).toHaveProperty('found');
    expect(items['packages']).toEqual({ found: expect.stringContaining('dpkg\t') });
    expect(Object.keys(items)[0]).toBe('sockets');
  });

  it('is kept for root alone, under its hash, and never written over', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daybreak-evidence-'));
    try {
      const evidence = { format: 1, begunAt: '', endedAt: '', items: {} } as const;
      const { path, sha256, bytes } = await keepEvidence(folder, 'order', evidence);
      const file = readFileSync(path);
      expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
      expect(bytes).toBe(file.length);
      expect(JSON.parse(gunzipSync(file).toString())).toEqual(evidence);
      expect(statSync(path).mode & 0o777).toBe(0o400);
      await expect(keepEvidence(folder, 'order', evidence)).rejects.toThrow('EEXIST');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
