import { readFile, rename, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { publicKeyOf, readKeyText, signingKeyOf } from '@daybreak/trust/key';
import { faultsOf, type Proposal, proposal, signProposal } from '@daybreak/trust/proposal';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { givenPassphrase } from '../keys/passphrase.ts';
import { describe } from './describe.ts';

export interface ApproveOptions {
  readonly key: string;
  /** True where whoever runs it has read it before. */
  readonly yes: boolean;
}

/** Shows what a proposal says, and signs it in its file if its reader agrees. */
export async function approve(path: string, { key, yes }: ApproveOptions): Promise<ExitCode> {
  try {
    const read = await readProposal(path);
    const signingKey = signingKeyOf(await readKey(key));
    console.log(describe(read, publicKeyOf(signingKey.privateKey)));
    if (!yes && !(await agrees())) return refuse('Nothing was signed.');
    // Beside its place and renamed: a file with half a signature helps nobody.
    const text = JSON.stringify(signProposal(read, signingKey));
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
    console.log(`${path} carries your signature now: hand it in, or pass it on.`);
    return exitCodes.answered;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

async function readProposal(path: string): Promise<Proposal> {
  const parsed = proposal.safeParse(jsonIn(await readFile(path, 'utf8'), path));
  if (!parsed.success) throw new Error(`${path} is nothing that is before approvers`);
  const [fault] = faultsOf(parsed.data);
  if (fault !== undefined) throw new Error(`${path}: ${fault}. Do not sign it.`);
  return parsed.data;
}

function jsonIn(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is no JSON`);
  }
}

async function readKey(path: string) {
  const text = await readFile(path, 'utf8');
  const isEncrypted = text.includes('ENCRYPTED PRIVATE KEY');
  const passphrase = isEncrypted ? await givenPassphrase(`Passphrase of ${path}: `) : null;
  try {
    return readKeyText(text, passphrase);
  } catch {
    throw new Error(`${path} is no approver's key, or the passphrase is not its own`);
  }
}

async function agrees(): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await reader.question('\nSign this? Type yes: ');
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    reader.close();
  }
}

function refuse(why: string): ExitCode {
  console.error(why);
  return exitCodes.badInput;
}
