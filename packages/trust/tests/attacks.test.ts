/** What somebody can do who holds the server, the way to it, or its key, but no approver's keys. */
import { Metadata, MetadataKind } from '@tufjs/models';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { newSigningKey, signerOf } from '../src/key/index.ts';
import { bytesOf, refreshTrust, rootOf } from '../src/repository/index.ts';
import { cacheWith, keyOf, later, noSource, Publisher, sha256, sourceOf } from './publisher.ts';

const now = new Date('2026-06-09T18:00:00Z');
const minuteMs = 60_000;
const openssl = { 'manifests/openssl.json': '{"install":"openssl 3.0.20-1~deb12u1"}' };
const bind = { 'manifests/bind9.json': '{"install":"bind9"}' };

let publisher = new Publisher(now);
let cache = cacheWith(publisher.root);
beforeEach(() => {
  publisher = new Publisher(now);
  cache = cacheWith(publisher.root);
});

const ask = (at = now, files: ReadonlyMap<string, Uint8Array> = publisher.files) =>
  refreshTrust(cache, sourceOf(files), at);

describe('a host', () => {
  it('believes what enough approvers have signed, and what the server says of when', async () => {
    publisher.publish(now, openssl);
    expect(await ask()).toEqual({
      kind: 'trusted',
      rootVersion: 1,
      pacing: { stopped: false, open: ['manifests/openssl.json'] },
      pacingUntilMs: later(now, 5 * minuteMs).getTime(),
      manifests: new Map(Object.entries(openssl).map(([path, text]) => [path, sha256(text)])),
    });
  });

  it('goes on without an answer until the pacing has expired, and no longer', async () => {
    publisher.publish(now, openssl);
    await ask();
    expect(await refreshTrust(cache, noSource, later(now, 4 * minuteMs))).toMatchObject({
      kind: 'trusted',
    });
    expect(await refreshTrust(cache, noSource, later(now, 6 * minuteMs))).toMatchObject({
      kind: 'expired',
      what: 'timestamp',
    });
  });

  it('learns of a halt', async () => {
    publisher.publish(now, openssl);
    await ask();
    publisher.publish(now, openssl, { pacing: { stopped: true, open: [] } });
    expect(await ask()).toMatchObject({ pacing: { stopped: true } });
  });

  it('follows approvers to other keys, also over several steps', async () => {
    const [first, second] = [[...publisher.approvers], [newSigningKey(), newSigningKey()]];
    publisher.rotate(now, second, [...first, ...second]);
    const third = [newSigningKey(), newSigningKey()];
    publisher.rotate(now, third, [...second, ...third]);
    publisher.publish(now, bind, { signers: third });
    expect(await ask()).toMatchObject({ kind: 'trusted', rootVersion: 3 });
    publisher.publish(now, openssl, { signers: first });
    expect(await ask()).toMatchObject({ kind: 'forged', what: 'targets' });
  });
});

describe('a host is not made to believe', () => {
  it('a manifest that too few have signed: a forged one, or the stolen key of the server', async () => {
    publisher.publish(now, openssl);
    await ask();
    for (const signers of [[], [publisher.server], publisher.approvers.slice(0, 1)]) {
      publisher.publish(now, { ...openssl, ...bind }, { signers });
      expect(await ask()).toMatchObject({ kind: 'forged', what: 'targets' });
    }
    const [twice] = publisher.approvers;
    if (twice !== undefined) publisher.publish(now, bind, { signers: [twice, twice] });
    expect(await ask()).toMatchObject({ kind: 'forged' });
  });

  it('manifests that were taken back: older ones, under new signatures of the server', async () => {
    publisher.publish(now, openssl);
    const old = Metadata.fromJSON(MetadataKind.Targets, json('targets.json'));
    publisher.publish(now, bind);
    await ask();
    publisher.publish(now, {});
    publisher.deliver(now, old, { stopped: false, open: ['manifests/openssl.json'] });
    expect(await ask()).toMatchObject({ kind: 'rolled-back', what: 'snapshot' });
  });

  it('an older word of the server: a halt cannot be taken back by whoever kept it', async () => {
    publisher.publish(now, openssl);
    const before = new Map(publisher.files);
    publisher.publish(now, openssl, { pacing: { stopped: true, open: [] } });
    await ask();
    expect(await ask(now, before)).toMatchObject({ kind: 'rolled-back', what: 'timestamp' });
  });

  it('a mirror that stands still', async () => {
    publisher.publish(now, openssl);
    await ask();
    expect(await ask(later(now, 6 * minuteMs))).toMatchObject({ kind: 'expired' });
  });

  it('metadata of different days, mixed', async () => {
    publisher.publish(now, openssl);
    const before = new Map(publisher.files);
    publisher.publish(now, bind);
    for (const name of ['snapshot.json', 'targets.json']) {
      const mixed = new Map([...publisher.files, [name, before.get(name) ?? Buffer.alloc(0)]]);
      expect(await ask(now, mixed)).toMatchObject({ kind: 'mixed', what: name.slice(0, -5) });
    }
  });

  it('a new root that approvers have not signed', async () => {
    publisher.publish(now, openssl);
    const stolen = {
      approvers: [keyOf(publisher.server)],
      threshold: 1,
      server: keyOf(publisher.server),
    };
    const root = rootOf({ version: 2, expires: later(now, minuteMs) }, stolen);
    root.sign(signerOf(publisher.server));
    publisher.files.set('2.root.json', bytesOf(root));
    expect(await ask()).toMatchObject({ kind: 'forged', what: 'root' });
    expect(cache.kept.get('root.json')).toBe(publisher.root);
  });

  it('anything at all that was changed on the way', async () => {
    publisher.publish(now, openssl);
    const whole = await ask();
    const damaged = fc.record({
      name: fc.constantFrom(...publisher.files.keys()),
      at: fc.nat(),
      byte: fc.nat(255),
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(damaged, async ({ name, at, byte, cut }) => {
        cache = cacheWith(publisher.root);
        const bytes = Buffer.from(publisher.files.get(name) ?? []);
        bytes[at % bytes.length] = byte;
        const changed = cut ? bytes.subarray(0, at % bytes.length) : bytes;
        const answer = await ask(now, new Map([...publisher.files, [name, changed]]));
        if (answer.kind === 'trusted') expect(answer).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});

function json(name: string) {
  return JSON.parse(Buffer.from(publisher.files.get(name) ?? []).toString());
}
