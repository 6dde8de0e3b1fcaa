import { createPrivateKey } from 'node:crypto';
import { join } from 'node:path';
import { newSigningKey, type SigningKey, signingKeyOf } from '@daybreak/trust/key';
import { readIfPresent, writeDurably } from '../durable-file/index.ts';
import { StateFailure } from './failure.ts';

const fileName = 'key.pem';

/** The host's own key; made here when there is none, and never sent. @throws StateFailure */
export async function hostKey(folder: string): Promise<SigningKey> {
  const kept = await keptKey(folder);
  if (kept !== null) return kept;
  const made = newSigningKey();
  const pem = made.privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeDurably(join(folder, fileName), pem);
  return made;
}

/** Null where the host has none yet. @throws StateFailure for a file that is no such key */
export async function keptKey(folder: string): Promise<SigningKey | null> {
  const path = join(folder, fileName);
  const pem = await readIfPresent(path);
  if (pem === null) return null;
  try {
    return signingKeyOf(createPrivateKey(pem));
  } catch (cause) {
    throw new StateFailure(`${path} is not an Ed25519 key`, { cause });
  }
}
