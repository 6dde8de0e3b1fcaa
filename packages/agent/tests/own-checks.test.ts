/** Checks of a host's administrator: real files, run as root runs them. */
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHere } from '@daybreak/agent/command';
import { lookAt, ownChecks } from '@daybreak/agent/probe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daybreak-checks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, script: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, mode);
  return path;
}

async function results(of = folder) {
  const clock = { now: () => new Date(), monotonicMs: () => 0 };
  const found = await lookAt(await ownChecks(of, runHere), clock);
  return found.map(({ name, state, text }) => ({ name, state, text }));
}

const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot)("An administrator's own checks", () => {
  it('say by their exit status how it is, and in their first line why', async () => {
    put('a-ok', 'echo "OK - queue is 3 | queue=3;10;20"; echo more');
    put('b-warning', 'echo "queue is 12"; exit 1');
    put('c-critical', 'echo "queue is 40"; exit 2');
    put('d-unknown', 'exit 3');
    put('e-strange', 'exit 42');
    put('f-killed', 'kill -9 $$');
    expect(await results()).toEqual([
      { name: 'a-ok', state: 'ok', text: 'OK - queue is 3' },
      { name: 'b-warning', state: 'warning', text: 'queue is 12' },
      { name: 'c-critical', state: 'critical', text: 'queue is 40' },
      { name: 'd-unknown', state: 'unknown', text: 'ended with 3' },
      { name: 'e-strange', state: 'unknown', text: 'ended with 42' },
      { name: 'f-killed', state: 'unknown', text: expect.stringContaining('signal') },
    ]);
  });

  it('are not run where somebody else than root could have put them there', async () => {
    put('writable', 'touch ran', 0o777);
    chownSync(put('foreign', 'touch ran'), 1234, 1234);
    symlinkSync('/bin/true', join(folder, 'link'));
    put('plain', 'touch ran', 0o644);
    const found = await results();
    expect(found.map(({ name, state }) => [name, state])).toEqual([
      ['foreign', 'unknown'],
      ['link', 'unknown'],
      ['plain', 'unknown'],
      ['writable', 'unknown'],
    ]);
    const why = found.map(({ text }) => text).join('\n');
    expect(why).toMatch(/belongs to user 1234/);
    expect(why).toMatch(/link is no file of its own/);
    expect(why).toMatch(/plain is not executable/);
    expect(why).toMatch(/writable can be written by others/);
  });

  it('are not run from a folder that others may write to, wherever above it', async () => {
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    writeFileSync(join(inner, 'check'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    chmodSync(folder, 0o777);
    expect(await results(inner)).toEqual([
      {
        name: 'check',
        state: 'unknown',
        text: expect.stringContaining('can be written by others'),
      },
    ]);
  });

  it('may be none', async () => {
    expect(await results(join(folder, 'nowhere'))).toEqual([]);
    put('file', 'exit 0');
    expect(await results(join(folder, 'file'))).toMatchObject([{ state: 'unknown' }]);
  });
});
