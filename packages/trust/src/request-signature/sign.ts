import { type KeyObject, sign } from 'node:crypto';
import { serializeDictionary } from 'structured-headers';
import { signatureBase } from './base.ts';
import {
  componentsOf,
  contentDigest,
  type SignedParts,
  signatureLabel,
  signatureTag,
} from './request.ts';

export interface RequestSigner {
  readonly keyId: string;
  /** Ed25519. */
  readonly privateKey: KeyObject;
}

/** When it is signed, and which of the signer's requests it is. */
export interface SignedWhen {
  /** Milliseconds since 1970, by the signer's clock. */
  readonly atMs: number;
  /** Larger than that of any request that the key has signed: a request counts once. */
  readonly serial: bigint;
}

/** The fields that make a request the signer's own (RFC 9421, with the Ed25519 of its 3.3.6). */
export function signRequest(
  parts: SignedParts,
  { keyId, privateKey }: RequestSigner,
  { atMs, serial }: SignedWhen,
): Readonly<Record<'content-digest' | 'signature-input' | 'signature', string>> {
  const parameters = new Map<string, string | number>([
    ['created', Math.floor(atMs / 1000)],
    ['keyid', keyId],
    ['alg', 'ed25519'],
    ['nonce', String(serial)],
    ['tag', signatureTag],
  ]);
  const { text, input } = signatureBase(componentsOf(parts), parameters);
  const signature = sign(null, Buffer.from(text), privateKey);
  return {
    'content-digest': contentDigest(parts.body),
    'signature-input': `${signatureLabel}=${input}`,
    signature: serializeDictionary(new Map([[signatureLabel, [signature, new Map()]]])),
  };
}
