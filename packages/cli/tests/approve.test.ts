/** `daybreak keys create` and `daybreak approve` as processes of their own. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApproverKey } from '@daybreak/protocol/trust';
import { newSigningKey, publicKeyFrom, publicKeyOf } from '@daybreak/trust/key';
import {
  type Proposal,
  proposal,
  proposedRoot,
  proposeRoot,
  proposeTargets,
  standingOf,
} from '@daybreak/trust/proposal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '../src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'daybreak-approve-'));
const passphrase = 'correct horse battery';
const now = new Date('2024-06-11T18:00:00.000Z');

afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

function daybreak(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [program, ...words],
      { cwd: folder, env: { ...process.env, DAYBREAK_PASSPHRASE: passphrase, ...env } },
      (error, output, errors) => {
        const status = error === null ? 0 : error.code;
        if (typeof status === 'number') resolve({ status, output, errors });
        else reject(error ?? new Error('the command did not end by itself'));
      },
    );
    child.stdin?.end('no\n');
  });
}

function path(name: string): string {
  return join(folder, name);
}

function write(name: string, document: Proposal): string {
  writeFileSync(path(name), JSON.stringify(document));
  return path(name);
}

function read(name: string): Proposal {
  return proposal.parse(JSON.parse(readFileSync(path(name), 'utf8')));
}

let ada: ApproverKey;
beforeAll(async () => {
  expect((await daybreak(['keys', 'create', 'Ada'])).errors).toBe('');
  ada = JSON.parse(readFileSync(path('Ada.pub.json'), 'utf8'));
});

function rootFor(...approvers: readonly ApproverKey[]): Proposal {
  const keys = approvers.map(({ publicKey }) => publicKeyFrom(publicKey));
  const names = Object.fromEntries(keys.map(({ keyID }, at) => [keyID, approvers[at]?.name ?? '']));
  const server = publicKeyOf(newSigningKey().privateKey);
  return proposeRoot(null, { approvers: keys, threshold: 1, server, names }, now);
}

function targetsOf(title: string): Proposal {
  const manifest = {
    ...{ format: 1, title, products: ['debian:12'], groups: ['web'] },
    packages: [{ name: 'libssl3', version: '3.0.17', back: ['3.0.16'], isNew: false }],
    ...{ updates: [], mayRestart: false, probes: [], until: '2024-07-20T00:00:00.000Z' },
  };
  return proposeTargets(null, new Map([['openssl.json', JSON.stringify(manifest)]]), now);
}

describe('A new key', () => {
  it('is encrypted, readable by nobody else, and never written over', async () => {
    expect(statSync(path('Ada.key')).mode & 0o777).toBe(0o600);
    const text = readFileSync(path('Ada.key'), 'utf8');
    expect(text).toContain('ENCRYPTED PRIVATE KEY');
    const again = await daybreak(['keys', 'create', 'Ada']);
    expect([again.status, again.errors]).toEqual([2, expect.stringContaining('is there already')]);
    expect(readFileSync(path('Ada.key'), 'utf8')).toBe(text);
  });

  it('wants a passphrase that is one, and a name that is one', async () => {
    const short = await daybreak(['keys', 'create', 'Grace'], { DAYBREAK_PASSPHRASE: 'short' });
    expect(short.errors).toContain('at least 12 characters');
    expect(existsSync(path('Grace.key'))).toBe(false);
    expect((await daybreak(['keys', 'create', '../Eve'])).status).toBe(2);
  });
});

describe('daybreak approve', () => {
  it('says whom a root trusts, and signs it in its file', async () => {
    const file = write('root.json', rootFor(ada));
    const { status, output } = await daybreak(['approve', file, '--key', 'Ada.key', '--yes']);
    expect(status).toBe(0);
    expect(output).toContain('decided by 1 of 1 approver');
    expect(output).toContain('Ada');
    expect(standingOf(read('root.json'), null).missing).toBe(0);
  });

  it('says what may be installed where, and what is new to whoever signs', async () => {
    const file = write('first.json', targetsOf('openssl, DSA-5780-1'));
    const first = await daybreak(['approve', file, '--key', 'Ada.key', '--yes']);
    expect(first.output).toContain('NEW TO YOU: openssl.json: openssl, DSA-5780-1');
    expect(first.output).toContain('libssl3 3.0.17, or back to 3.0.16');
    expect(first.output).toContain('in the groups web');
    const again = { ...targetsOf('openssl, DSA-5780-1'), before: read('first.json').metadata };
    const second = await daybreak(['approve', write('next.json', again), '--key', 'Ada.key']);
    expect(second.output).toMatch(
      /AS YOU HAVE SIGNED BEFORE:\n {2}openssl\.json: openssl, DSA-5780-1, until \d{4}-/,
    );
  });

  it('signs nothing unless its reader says yes', async () => {
    const file = write('asked.json', rootFor(ada));
    const { status, errors } = await daybreak(['approve', file, '--key', 'Ada.key']);
    expect([status, errors]).toEqual([2, expect.stringContaining('Nothing was signed')]);
    expect(proposedRoot(read('asked.json')).signatures).toEqual({});
  });

  it('refuses a manifest that is not what would be signed', async () => {
    const forged = { ...targetsOf('openssl'), manifests: targetsOf('harmless').manifests };
    const file = write('forged.json', forged);
    const { status, errors } = await daybreak(['approve', file, '--key', 'Ada.key', '--yes']);
    expect([status, errors]).toEqual([2, expect.stringContaining('Do not sign it')]);
    expect(read('forged.json')).toEqual(forged);
  });

  it('refuses what is no proposal, no key, or not its passphrase', async () => {
    writeFileSync(path('noise.json'), '{"daybreak":"proposal"');
    expect((await daybreak(['approve', 'noise.json', '--key', 'Ada.key'])).status).toBe(2);
    const file = write('fine.json', rootFor(ada));
    const wrong = { DAYBREAK_PASSPHRASE: 'another passphrase' };
    expect((await daybreak(['approve', file, '--key', 'Ada.key'], wrong)).errors).toContain(
      'the passphrase is not its own',
    );
    expect((await daybreak(['approve', file, '--key', 'Ada.pub.json'])).status).toBe(2);
    expect((await daybreak(['approve', file, '--key', 'nobody.key'])).status).toBe(2);
  });
});
