/** Does each entry follow from the one before? Recomputed, a batch at a time. */

import type { Reader } from '../database/index.ts';
import { type AuditEntry, contentOf, hashOf, noHash } from './append.ts';
import { lastAudit, readAudit } from './read.ts';

/** An entry up to which the chain was found whole. */
export interface ChainLink {
  /** 0 before the first entry. */
  readonly sequence: number;
  readonly hash: string;
}

/** Where the chain breaks: the first entry that does not follow from the one before. */
export interface ChainBreak {
  readonly sequence: number;
  readonly reason: string;
}

export const chainStart: ChainLink = { sequence: 0, hash: noHash };

/** Few enough that others have their turn between, however much each entry tells. */
const verifyBatch = 250;

export interface ChainStep {
  /** The last link that holds. */
  readonly link: ChainLink;
  /** Null where every entry that was read holds. */
  readonly broken: ChainBreak | null;
  /** True when more entries may follow. */
  readonly more: boolean;
}

/** Follows the chain from a link that was verified, for some hundred entries. */
export async function verifyFrom(reader: Reader, verified: ChainLink): Promise<ChainStep> {
  const entries = await readAudit(reader, verified.sequence, verifyBatch);
  let link = verified;
  for (const entry of entries) {
    const reason = breakOf(link, entry);
    const { sequence, hash } = entry;
    if (reason !== null) return { link, broken: { sequence, reason }, more: true };
    link = { sequence, hash };
  }
  return { link, broken: null, more: entries.length === verifyBatch };
}

/** Recomputes the whole chain. Null when it is whole. */
export async function verifyAudit(reader: Reader): Promise<ChainBreak | null> {
  let step = await verifyFrom(reader, chainStart);
  while (step.broken === null && step.more) step = await verifyFrom(reader, step.link);
  return step.broken;
}

/**
 * A link that was verified once must still be there. Entries that are cut off the end leave a chain
 * that is whole: only who remembers a later link can tell.
 */
export async function missingLink(reader: Reader, link: ChainLink): Promise<ChainBreak | null> {
  if (link.sequence === 0) return null;
  const [entry] = await readAudit(reader, link.sequence - 1, 1);
  if (entry?.sequence === link.sequence) {
    if (entry.hash === link.hash) return null;
    return { sequence: link.sequence, reason: 'it was another entry when it was last checked' };
  }
  const left = await lastAudit(reader);
  if (left >= link.sequence) return { sequence: link.sequence, reason: 'it was removed' };
  const last = link.sequence;
  return { sequence: left + 1, reason: `entries ${left + 1} to ${last} were removed from the end` };
}

function breakOf(before: ChainLink, entry: AuditEntry): string | null {
  if (entry.sequence !== before.sequence + 1) return 'entries before it are missing';
  if (entry.previous !== before.hash) return 'it does not follow the entry before it';
  return isAsWritten(entry) ? null : 'its content is not what was written';
}

/** No entry was ever written at a time that is none, such as a database's infinity. */
function isAsWritten(entry: AuditEntry): boolean {
  const isTime = entry.at instanceof Date && !Number.isNaN(entry.at.getTime());
  return isTime && entry.hash === hashOf(contentOf(entry));
}
