import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePasswd } from './account.ts';
import { parseIdentity } from './lock.ts';
import { parsePostmasterFile } from './orphan.ts';
import { identify, processesIn } from './process.ts';

describe('parsePasswd', () => {
  it('reads the accounts and passes over what is no account', () => {
    const text =
      '# a comment\npostgres:x:101:104:PostgreSQL:/var/lib:/bin/sh\n\n+::::::\nbad:x:a:b';
    expect(parsePasswd(text)).toEqual([{ name: 'postgres', uid: 101, gid: 104 }]);
  });
});

describe('parsePostmasterFile', () => {
  it('finds pid and status on their lines', () => {
    const text = '4711\n/data\n1782000000\n5432\n/run\n\n  262145     5\nready   \n';
    expect(parsePostmasterFile(text)).toEqual({ pid: 4711, status: 'ready' });
  });

  it('takes whatever a power cut left for no pid, never for somebody', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { pid } = parsePostmasterFile(text);
        expect(pid === 0 || text.startsWith(String(pid)) || /^0+\d/.test(text)).toBe(true);
      }),
    );
  });
});

describe('the holder of a lock', () => {
  it('is read back from what was written, and from nothing else', () => {
    const identity = fc.record({ pid: fc.integer(), started: fc.string() });
    fc.assert(
      fc.property(identity, (holder) => {
        expect(parseIdentity(JSON.stringify(holder))).toEqual(holder);
      }),
    );
    for (const text of ['', '{', 'null', '{"pid":"1","started":"x"}', '{"pid":1}']) {
      expect(parseIdentity(text)).toBeNull();
    }
  });
});

describe('identify', () => {
  it('tells the same process by the same start, and a dead one by nothing', async () => {
    expect(await identify(process.pid)).toEqual(await identify(process.pid));
    expect(await identify(2 ** 22 + 1)).toBeNull();
  });

  it.skipIf(process.platform !== 'linux')('finds who works in a folder (Linux)', async () => {
    expect(await processesIn(process.cwd())).toContain(process.pid);
  });
});
