import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Key } from '@tufjs/models';
import { publicKeyFromBytes, publicKeyOf } from './signing-key.ts';

/** A private key's text for a file: PKCS8, encrypted where there is a passphrase. */
export function keyText(privateKey: KeyObject, passphrase: string | null): string {
  const form = { type: 'pkcs8', format: 'pem' } as const;
  const text =
    passphrase === null
      ? privateKey.export(form)
      : privateKey.export({ ...form, cipher: 'aes-256-cbc', passphrase });
  return String(text);
}

/** @throws Error where it is no key, no Ed25519 key, or the passphrase is not its own */
export function readKeyText(text: string, passphrase: string | null): KeyObject {
  const key = createPrivateKey({ key: text, ...(passphrase === null ? {} : { passphrase }) });
  publicKeyOf(key);
  return key;
}

/** The public key whose 32 bytes these are, in hexadecimal. @throws Error for what is no such key */
export function publicKeyFrom(hex: string): Key {
  return publicKeyOf(publicKeyFromBytes(Buffer.from(hex, 'hex')));
}
