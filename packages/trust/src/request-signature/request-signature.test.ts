import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureBase } from './base.ts';
import {
  clockToleranceMs,
  contentDigest,
  type ReceivedRequest,
  type SignedParts,
  signRequest,
  verifyRequest,
} from './index.ts';

describe('the base of a signature', () => {
  it("is RFC 9421's own, and so is what Ed25519 makes of it (B.1.4, B.2.6)", () => {
    const jwk = {
      kty: 'OKP',
      crv: 'Ed25519',
      d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
      x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
    };
    const key = createPrivateKey({ key: jwk, format: 'jwk' });
    const components = new Map([
      ['date', 'Tue, 20 Apr 2021 02:07:55 GMT'],
      ['@method', 'POST'],
      ['@path', '/foo'],
      ['@authority', 'example.com'],
      ['content-type', 'application/json'],
      ['content-length', '18'],
    ]);
    const parameters = `(${[...components.keys()].map((name) => `"${name}"`).join(' ')});created=1618884473;keyid="test-key-ed25519"`;
    const text = signatureBase(components, parameters);
    const published =
      'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==';
    expect(sign(null, Buffer.from(text), key).toString('base64')).toBe(published);
    const isValid = verify(
      null,
      Buffer.from(text),
      createPublicKey(key),
      Buffer.from(published, 'base64'),
    );
    expect(isValid).toBe(true);
  });

  it("has RFC 9530's digest of a body (appendix D)", () => {
    expect(contentDigest(Buffer.from('{"hello": "world"}'))).toBe(
      'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    );
  });
});

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = { keyId: 'host-1', privateKey };
const keyOf = (id: string) => (id === 'host-1' ? publicKey : null);
const nowMs = Date.parse('2026-06-09T12:00:00Z');
const parts: SignedParts = {
  method: 'POST',
  target: '/api/agent/check-in?full=1',
  body: Buffer.from('{"posture":"abc"}'),
};

function received(more: Partial<ReceivedRequest> = {}, atMs = nowMs): ReceivedRequest {
  const fields = signRequest(parts, signer, { atMs, serial: 7n });
  const { signature, 'signature-input': signatureInput } = fields;
  return { ...parts, signature, signatureInput, ...more };
}

describe('a signed request', () => {
  it('is the key’s own, with its number', async () => {
    expect(await verifyRequest(received(), keyOf, nowMs)).toEqual({
      kind: 'signed',
      keyId: 'host-1',
      serial: 7n,
      atMs: nowMs,
    });
  });

  it.each([
    ['another method', { method: 'PUT' }],
    ['another path', { target: '/api/agent/orders?full=1' }],
    ['another query', { target: '/api/agent/check-in?full=2' }],
    ['no query', { target: '/api/agent/check-in' }],
    ['another body', { body: Buffer.from('{"posture":"abd"}') }],
  ])('is forged with %s', async (_, more) => {
    expect((await verifyRequest(received(more), keyOf, nowMs)).kind).toBe('forged');
  });

  it.each([
    ['earlier', -clockToleranceMs - 1000],
    ['later', clockToleranceMs + 1000],
  ])('counts no more when it was signed %s', async (_, byMs) => {
    expect((await verifyRequest(received({}, nowMs + byMs), keyOf, nowMs)).kind).toBe('clock');
  });

  it('of a key that nobody has is refused', async () => {
    expect((await verifyRequest(received(), () => null, nowMs)).kind).toBe('unknown-key');
  });

  it.each([
    ['no signature', { signature: undefined }],
    ['no input', { signatureInput: undefined }],
    ['fewer components', { signatureInput: inputWith('("@method" "@path" "content-digest")') }],
    [
      'components in another order',
      { signatureInput: inputWith('("@path" "@method" "@query" "content-digest")') },
    ],
    [
      'a component with a parameter',
      { signatureInput: inputWith('("@method";req "@path" "@query" "content-digest")') },
    ],
    ['a second signature', { signatureInput: `${inputWith()}, other=("@method")` }],
    ['another algorithm', { signatureInput: inputWith(undefined, ';alg="hmac-sha256"') }],
    ['another tag', { signatureInput: inputWith(undefined, ';alg="ed25519";nonce="7";tag="web"') }],
    [
      'a number that is none',
      { signatureInput: inputWith(undefined, ';alg="ed25519";nonce="07";tag="daybreak-agent"') },
    ],
    ['something that is no dictionary', { signatureInput: 'daybreak=((' }],
    ['a signature that is text', { signature: 'daybreak="abc"' }],
  ])('says too little with %s', async (_, more) => {
    expect((await verifyRequest(received(more), keyOf, nowMs)).kind).toBe('unsigned');
  });

  it('is refused, never a crash, whatever the fields hold', async () => {
    const text = fc.string({
      unit: fc.constantFrom('d', '=', '(', ')', '"', ';', ':', ',', '@', '1', 'é'),
    });
    await fc.assert(
      fc.asyncProperty(text, text, async (signature, signatureInput) => {
        const { kind } = await verifyRequest(received({ signature, signatureInput }), keyOf, nowMs);
        expect(kind).not.toBe('signed');
      }),
    );
  });
});

function inputWith(
  components = '("@method" "@path" "@query" "content-digest")',
  rest = ';alg="ed25519";nonce="7";tag="daybreak-agent"',
): string {
  return `daybreak=${components};created=${nowMs / 1000};keyid="host-1"${rest}`;
}
