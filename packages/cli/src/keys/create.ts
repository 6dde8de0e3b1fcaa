import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApproverKey } from '@daybreak/protocol/trust';
import { approverKey } from '@daybreak/protocol/trust';
import { keyText, newSigningKey, publicKeyOf } from '@daybreak/trust/key';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { givenPassphrase, passphraseAdvice } from './passphrase.ts';

export interface CreateOptions {
  readonly folder: string;
  /** False where the folder itself is protected: a token, an encrypted disk. */
  readonly passphrase: boolean;
}

/** Shorter ones are tried through in no time by whoever gets hold of the file. */
const passphraseMin = 12;

/** Makes an approver's key: a private file, which stays with its owner, and a public one. */
export async function createKey(
  name: string,
  { folder, passphrase: wantsPassphrase }: CreateOptions,
): Promise<ExitCode> {
  if (!approverKey.shape.name.safeParse(name).success || !/^[\w .@-]+$/.test(name)) {
    return refuse(`"${name}" is no name for a file: letters, digits, spaces and . @ - are.`);
  }
  const [secret, open] = [join(folder, `${name}.key`), join(folder, `${name}.pub.json`)];
  const taken = [secret, open].find((path) => existsSync(path));
  if (taken !== undefined) return refuse(`${taken} is there already; it is left as it is.`);
  const passphrase = wantsPassphrase ? await givenPassphrase('Passphrase for the new key: ') : null;
  if (wantsPassphrase && passphrase === null) return refuse(passphraseAdvice);
  if (passphrase !== null && passphrase.length < passphraseMin) {
    return refuse(`A passphrase has at least ${passphraseMin} characters.`);
  }
  const { privateKey, id } = newSigningKey();
  const publicKey = publicKeyOf(privateKey).keyVal['public'] ?? '';
  const shown: ApproverKey = { daybreak: 'approver', name, publicKey };
  await mkdir(folder, { recursive: true });
  await writeFile(secret, keyText(privateKey, passphrase), { mode: 0o600, flag: 'wx' });
  await writeFile(open, `${JSON.stringify(shown, null, 2)}\n`, { flag: 'wx' });
  console.log(`${secret}: keep it to yourself, and off the server.`);
  console.log(`${open}: give it to whoever makes the root of trust.`);
  console.log(`Its id is ${id}`);
  return exitCodes.answered;
}

function refuse(why: string): ExitCode {
  console.error(why);
  return exitCodes.badInput;
}
