import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Where a script gives it, which must not stand in the command's own words: others see those. */
const variable = 'DAYBREAK_PASSPHRASE';

/** Null where there is nobody to ask and nothing is given. */
export async function givenPassphrase(question: string): Promise<string | null> {
  const given = process.env[variable];
  if (given !== undefined) return given;
  return process.stdin.isTTY ? askUnseen(question) : null;
}

export const passphraseAdvice = `Ask on a terminal, or set ${variable}.`;

/** Nothing of what is typed is shown. */
async function askUnseen(question: string): Promise<string> {
  process.stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
