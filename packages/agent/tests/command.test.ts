/** Programs as they are run on a host. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHere } from '@daybreak/agent/command';
import { describe, expect, it } from 'vitest';

const shell = (line: string) => runHere({ program: 'sh', args: ['-c', line], timeoutMs: 60_000 });

describe('A program', () => {
  it('has ended when it has ended, though what it started keeps its output open', async () => {
    const { status, output } = await shell('echo $$; (exec sleep 300) & echo $!');
    const [, daemon] = output.trim().split('\n').map(Number);
    try {
      expect(status).toBe(0);
      expect(daemon && process.kill(daemon, 0)).toBe(true);
    } finally {
      if (daemon) process.kill(daemon, 'SIGKILL');
    }
  });

  it('is told with all that it wrote, and why it ended', async () => {
    const { status, output, log } = await shell('seq 1 50000; echo bad >&2; exit 3');
    expect(status).toBe(3);
    expect(output.endsWith('49999\n50000\n')).toBe(true);
    expect(log.endsWith('bad\n')).toBe(true);
  });

  it('writes into a file where it is to outlive the agent, which reads it at the end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daybreak-command-'));
    const outputFile = join(folder, 'said');
    const args = ['-c', 'echo good; echo bad >&2; exit 3'];
    const ended = await runHere({ program: 'sh', args, timeoutMs: 60_000, outputFile });
    expect(ended).toEqual({ status: 3, output: 'good\nbad\n', log: 'good\nbad\n' });
    rmSync(folder, { recursive: true });
  });

  it('that is not there is an error', async () => {
    const absent = runHere({ program: '/no/such', args: [], timeoutMs: 1000 });
    await expect(absent).rejects.toThrow('ENOENT');
  });
});
