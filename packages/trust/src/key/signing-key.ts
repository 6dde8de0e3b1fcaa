/** Ed25519 keys of approvers, servers and hosts, with the ids by which metadata name them. */
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto';
import { canonicalize } from '@tufjs/canonical-json';
import { Key, Signature } from '@tufjs/models';

const ed25519 = { keytype: 'ed25519', scheme: 'ed25519' } as const;

export interface SigningKey {
  /** As TUF has it: the hash of the public key's description (specification 4.2). */
  readonly id: string;
  readonly privateKey: KeyObject;
}

export function newSigningKey(): SigningKey {
  return signingKeyOf(generateKeyPairSync('ed25519').privateKey);
}

/** @throws TypeError for a key that is not Ed25519 */
export function signingKeyOf(privateKey: KeyObject): SigningKey {
  return { id: publicKeyOf(privateKey).keyID, privateKey };
}

/** The public part, as metadata hold it. @throws TypeError for a key that is not Ed25519 */
export function publicKeyOf(key: KeyObject): Key {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('the key is not an Ed25519 key');
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const keyVal = { public: Buffer.from(x, 'base64url').toString('hex') };
  const described = canonicalize({ ...ed25519, keyval: keyVal });
  const keyID = createHash('sha256').update(described).digest('hex');
  return new Key({ keyID, keyType: ed25519.keytype, scheme: ed25519.scheme, keyVal });
}

/** A public key as it is kept and sent: 32 bytes. @throws Error for what is no such key */
export function publicKeyFromBytes(bytes: Uint8Array): KeyObject {
  const x = Buffer.from(bytes).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

/** What signs metadata with the key. */
export function signerOf({ id, privateKey }: SigningKey): (data: Buffer) => Signature {
  return (data) =>
    new Signature({ keyID: id, sig: signBytes(null, data, privateKey).toString('hex') });
}
