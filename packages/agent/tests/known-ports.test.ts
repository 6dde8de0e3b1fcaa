import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnownPorts } from '@daybreak/agent/watch';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daybreak-ports-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const manifests = ['web.json', 'mail.json'];
const fine = { state: 'ok', text: '' } as const;

/** A whole look. */
async function look(known: KnownPorts, ...ports: number[]): Promise<string> {
  const { state, text } = known.judge({ ...fine, ports });
  await known.learn(manifests);
  return state === 'ok' ? 'ok' : text;
}

it('a port that was open and is not any more is missed, also after a restart of the host', async () => {
  const before = await KnownPorts.open(folder);
  expect(await look(before, 22, 443)).toBe('ok');
  const after = await KnownPorts.open(folder);
  after.begin(['mail.json']);
  expect(await look(after, 22)).toBe('not open any more: tcp/443');
  expect(await look(after, 22)).toBe('not open any more: tcp/443');
  expect(await look(after, 22, 443)).toBe('ok');
});

it('a port that was open for a moment is not missed, and one that stayed open is', async () => {
  const known = await KnownPorts.open(folder);
  await look(known, 22);
  expect(await look(known, 22, 80)).toBe('ok');
  expect(await look(known, 22)).toBe('ok');
  await look(known, 22, 8080);
  await look(known, 22, 8080);
  expect(await look(known, 22)).toBe('not open any more: tcp/8080');
});

it('what was open under another watch, or before one ended, is not missed', async () => {
  const known = await KnownPorts.open(folder);
  await look(known, 22, 443);
  known.begin(['other.json']);
  expect(await look(known, 22)).toBe('ok');
  await known.forget();
  expect(await look(await KnownPorts.open(folder), 25)).toBe('ok');
});

it('what nobody could see is judged as it was found, and a file that cannot be read is none', async () => {
  writeFileSync(join(folder, 'watch.json'), '{');
  const known = await KnownPorts.open(folder);
  await look(known, 22);
  const unseen = { state: 'unknown', text: 'no /proc' } as const;
  expect(known.judge(unseen)).toEqual(unseen);
});
