import { type KeyObject, sign } from 'node:crypto';
import { signatureBase } from './base.ts';
import { writeFields, writeParameters } from './fields.ts';
import { componentsOf, contentDigest, type SignedParts } from './request.ts';

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
  const createdSeconds = Math.floor(atMs / 1000);
  const parameters = writeParameters({ createdSeconds, keyId, serial });
  const text = signatureBase(componentsOf(parts), parameters);
  const signature = sign(null, Buffer.from(text), privateKey);
  return { 'content-digest': contentDigest(parts.body), ...writeFields(parameters, signature) };
}
