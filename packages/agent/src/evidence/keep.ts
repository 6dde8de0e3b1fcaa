import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { KeptEvidence } from '@daybreak/protocol/agent';
import { makeFolder, syncFolder } from '../durable-file/index.ts';
import type { Evidence } from './collect.ts';

/**
 * On disk when it returns, readable by root alone, with its hash, so that what is shown later can be
 * held against it. One that is there already is never written over.
 */
export async function keepEvidence(
  folder: string,
  name: string,
  evidence: Evidence,
): Promise<KeptEvidence> {
  const bytes = await promisify(gzip)(JSON.stringify(evidence));
  await makeFolder(folder);
  const path = join(folder, `${name}.json.gz`);
  await using file = await open(path, 'wx', 0o400);
  await file.writeFile(bytes);
  await file.sync();
  await syncFolder(folder);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, sha256, bytes: bytes.length };
}
