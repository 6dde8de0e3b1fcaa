import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApproverKey, approverKey } from '@daybreak/protocol/trust';
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
  const [secret, open] = [join(folder, `${name}.key`), join(folder, `${name}.pub.json`)];
  const hindrance = againstName(name) ?? againstFiles(secret, open);
  if (hindrance !== null) return refuse(hindrance);
  const passphrase = wantsPassphrase ? await givenPassphrase('Passphrase for the new key: ') : null;
  const weakness = wantsPassphrase ? againstPassphrase(passphrase) : null;
  if (weakness !== null) return refuse(weakness);
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

/** Why files cannot be called so; null where they can. */
function againstName(name: string): string | null {
  const isName = approverKey.shape.name.safeParse(name).success && /^[\w .@-]+$/.test(name);
  return isName ? null : `"${name}" is no name for a file: letters, digits, spaces and . @ - are.`;
}

function againstFiles(...paths: readonly string[]): string | null {
  const taken = paths.find((path) => existsSync(path));
  return taken === undefined ? null : `${taken} is there already; it is left as it is.`;
}

/** @param given null where there was nobody to ask */
function againstPassphrase(given: string | null): string | null {
  if (given === null) return passphraseAdvice;
  return given.length < passphraseMin
    ? `A passphrase has at least ${passphraseMin} characters.`
    : null;
}

function refuse(why: string): ExitCode {
  console.error(why);
  return exitCodes.badInput;
}
