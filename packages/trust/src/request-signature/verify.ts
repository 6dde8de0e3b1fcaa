import { type KeyObject, verify as verifyBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { signatureBase } from './base.ts';
import { readFields } from './fields.ts';
import { componentsOf, type SignedParts } from './request.ts';

export interface ReceivedRequest extends SignedParts {
  readonly signatureInput: string | undefined;
  readonly signature: string | undefined;
}

/** Who has signed a request, and which of theirs it is. */
export interface Signed {
  readonly kind: 'signed';
  readonly keyId: string;
  /** Whoever receives it counts only what is larger than the last. */
  readonly serial: bigint;
  /** By the signer's clock, in milliseconds since 1970. */
  readonly atMs: number;
}

/**
 * `unsigned`: it carries no signature of ours, or one that says too little. `unknown-key`: nobody
 * has that key, or not any more. `forged`: the key has not signed this. `clock`: it was signed at
 * another time than now; the signer's clock is wrong, or somebody kept the request.
 */
export interface Refused {
  readonly kind: 'unsigned' | 'unknown-key' | 'forged' | 'clock';
  /** In words, for whoever looks after the host. */
  readonly why: string;
}

/** A request is believed this long before and after it was signed. */
export const clockToleranceMs = 300_000;

/** Beside the event loop: a signature costs more than all else of a request. */
const verify = promisify(verifyBytes);

/** @param keyOf the public key of that id, Ed25519; null where there is none that counts */
export async function verifyRequest(
  request: ReceivedRequest,
  keyOf: (keyId: string) => KeyObject | null | Promise<KeyObject | null>,
  nowMs: number,
): Promise<Signed | Refused> {
  const read = readFields(request.signatureInput, request.signature);
  if (read === null) return { kind: 'unsigned', why: 'it carries no signature that agents make' };
  const { keyId, createdSeconds, serial, parameters, bytes } = read;
  const key = await keyOf(keyId);
  if (key === null) return { kind: 'unknown-key', why: `no host has the key ${keyId}` };
  const text = signatureBase(componentsOf(request), parameters);
  if (!(await verify(null, Buffer.from(text), key, bytes))) {
    return { kind: 'forged', why: 'the signature is not over this request' };
  }
  const createdMs = createdSeconds * 1000;
  if (Math.abs(createdMs - nowMs) > clockToleranceMs) {
    const when = new Date(createdMs).toISOString();
    return {
      kind: 'clock',
      why: `it was signed at ${when}, and it is ${new Date(nowMs).toISOString()}`,
    };
  }
  return { kind: 'signed', keyId, serial, atMs: createdMs };
}
