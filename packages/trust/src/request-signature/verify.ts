import { type KeyObject, verify as verifyBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { isInnerList, type Parameters, parseDictionary } from 'structured-headers';
import { signatureBase } from './base.ts';
import { componentsOf, type SignedParts, signatureLabel, signatureTag } from './request.ts';

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

const parametersWanted = ['created', 'keyid', 'alg', 'nonce', 'tag'];
/** Larger than any clock in microseconds, and too short to cost anything. */
const serialForm = /^[1-9]\d{0,24}$/;

/** Beside the event loop: a signature costs more than all else of a request. */
const verify = promisify(verifyBytes);

/** @param keyOf the public key of that id, Ed25519; null where there is none that counts */
export async function verifyRequest(
  request: ReceivedRequest,
  keyOf: (keyId: string) => KeyObject | null | Promise<KeyObject | null>,
  nowMs: number,
): Promise<Signed | Refused> {
  const read = readFields(request);
  if ('kind' in read) return read;
  const { keyId, createdMs, serial, parameters, bytes } = read;
  const key = await keyOf(keyId);
  if (key === null) return { kind: 'unknown-key', why: `no host has the key ${keyId}` };
  const { text } = signatureBase(componentsOf(request), parameters);
  if (!(await verify(null, Buffer.from(text), key, bytes))) {
    return { kind: 'forged', why: 'the signature is not over this request' };
  }
  if (Math.abs(createdMs - nowMs) > clockToleranceMs) {
    const when = new Date(createdMs).toISOString();
    return {
      kind: 'clock',
      why: `it was signed at ${when}, and it is ${new Date(nowMs).toISOString()}`,
    };
  }
  return { kind: 'signed', keyId, serial, atMs: createdMs };
}

interface Fields {
  readonly keyId: string;
  readonly createdMs: number;
  readonly serial: bigint;
  readonly parameters: Parameters;
  readonly bytes: Uint8Array;
}

/** Only the one form that our agents write: what else a signature may say is not believed. */
function readFields(request: ReceivedRequest): Fields | Refused {
  const input = member(request.signatureInput);
  const signature = member(request.signature);
  if (input === null || signature === null) return unsigned('it carries no signature');
  if (!isInnerList(input)) return unsigned('Signature-Input names no components');
  const [items, parameters] = input;
  const named = items.map(([name, own]) => (own.size === 0 ? name : null));
  const wanted = [...componentsOf(request).keys()];
  if (JSON.stringify(named) !== JSON.stringify(wanted)) {
    return unsigned(`it must be over ${wanted.join(', ')}`);
  }
  const [bytes] = signature;
  if (!(bytes instanceof ArrayBuffer)) return unsigned('Signature is no byte sequence');
  const said = saidIn(parameters);
  return said === null
    ? unsigned(`it must say ${parametersWanted.join(', ')}, and be of ${signatureTag}`)
    : { ...said, parameters, bytes: new Uint8Array(bytes) };
}

function saidIn(parameters: Parameters): Pick<Fields, 'keyId' | 'createdMs' | 'serial'> | null {
  const [created, keyId, alg, nonce, tag] = parametersWanted.map((name) => parameters.get(name));
  if (parameters.size !== parametersWanted.length) return null;
  if (alg !== 'ed25519' || tag !== signatureTag || typeof keyId !== 'string') return null;
  if (typeof created !== 'number' || !Number.isSafeInteger(created)) return null;
  if (typeof nonce !== 'string' || !serialForm.test(nonce)) return null;
  return { keyId, createdMs: created * 1000, serial: BigInt(nonce) };
}

/** Our member of the field, which must be its only one; null where it is not. */
function member(field: string | undefined) {
  try {
    const members = parseDictionary(field ?? '');
    return members.size === 1 ? (members.get(signatureLabel) ?? null) : null;
  } catch {
    return null; // A field that is no dictionary says nothing: the request counts as unsigned.
  }
}

function unsigned(why: string): Refused {
  return { kind: 'unsigned', why };
}
