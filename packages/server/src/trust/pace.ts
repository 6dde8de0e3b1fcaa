/** What the server signs by itself: which manifests count, and what may be begun now. */

import type { Reader, Transactor } from '@daybreak/storage/database';
import {
  addMetadata,
  readMetadata,
  readPacing,
  readServerKey,
  type SignedMetadata,
} from '@daybreak/storage/trust';
import { readKeyText, signerOf, signingKeyOf } from '@daybreak/trust/key';
import { bytesOf, snapshotOf, timestampOf } from '@daybreak/trust/repository';

const minuteMs = 60_000;

interface Term {
  /** Nobody believes it afterwards. */
  readonly lifeMs: number;
  /** It is signed anew when it is older: long before its end, so that a short outage halts nobody. */
  readonly renewMs: number;
}

/** The timestamp's life is the longest for which anybody can hide a halt. */
const terms = {
  timestamp: { lifeMs: 5 * minuteMs, renewMs: minuteMs },
  snapshot: { lifeMs: 24 * 60 * minuteMs, renewMs: 12 * 60 * minuteMs },
} as const satisfies Record<string, Term>;

type PacedRole = keyof typeof terms;

/** What a host asks for after the root, each naming the next. */
export interface Paced {
  readonly timestamp: SignedMetadata;
  readonly snapshot: SignedMetadata;
  readonly targets: SignedMetadata;
}

/** Where nothing is approved yet there is nothing to pace. */
type MaybePaced = Paced | null;

/** As it was signed last; null where something is to be signed anew. */
export async function readPaced(reader: Reader, now: Date): Promise<MaybePaced> {
  return paced(reader, (role, basis) => young(reader, role, basis, now));
}

/** Signs what is missing or too old. Whoever calls holds trust. */
export async function signPaced(tx: Transactor, now: Date): Promise<MaybePaced> {
  return paced(
    tx,
    async (role, basis, make) =>
      (await young(tx, role, basis, now)) ?? (await sign(tx, role, { basis, now, make })),
  );
}

type Made = ReturnType<typeof snapshotOf> | ReturnType<typeof timestampOf>;
type Make = (version: number, expires: Date) => Made;

async function paced(
  reader: Reader,
  find: (role: PacedRole, basis: string, make: Make) => Promise<SignedMetadata | null>,
): Promise<MaybePaced> {
  const key = await readServerKey(reader, 'active');
  const targets = await readMetadata(reader, 'targets');
  if (key === null || targets === null) return null;
  const snapshot = await find('snapshot', `${key.id} ${targets.version}`, (version, expires) =>
    snapshotOf({ version, expires }, targets),
  );
  if (snapshot === null) return null;
  const { stopped, open, revision } = (await readPacing(reader)) ?? nothingOpen;
  const basis = `${key.id} ${snapshot.version} ${revision}`;
  const timestamp = await find('timestamp', basis, (version, expires) =>
    timestampOf({ version, expires }, snapshot, { stopped, open: [...open] }),
  );
  return timestamp && { timestamp, snapshot, targets };
}

const nothingOpen = { stopped: false, open: [], revision: 0 };

async function young(
  reader: Reader,
  role: PacedRole,
  basis: string,
  now: Date,
): Promise<SignedMetadata | null> {
  const kept = await readMetadata(reader, role);
  if (kept === null || kept.basis !== basis) return null;
  return now.getTime() - kept.signedAt.getTime() < terms[role].renewMs ? kept : null;
}

async function sign(
  tx: Transactor,
  role: PacedRole,
  { basis, now, make }: { readonly basis: string; readonly now: Date; readonly make: Make },
): Promise<SignedMetadata> {
  const version = ((await readMetadata(tx, role))?.version ?? 0) + 1;
  const metadata = make(version, new Date(now.getTime() + terms[role].lifeMs));
  const key = await readServerKey(tx, 'active');
  if (key === null) throw new Error('the server has no key to sign with');
  metadata.sign(signerOf(signingKeyOf(readKeyText(key.privateKey, null))));
  const signed = { role, version, bytes: bytesOf(metadata), basis, signedAt: now };
  await addMetadata(tx, signed);
  return signed;
}
