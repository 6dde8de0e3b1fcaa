import { wordsOfAction } from '@daybreak/core/audit';
import type { AuditEntry } from '@daybreak/protocol/audit';
import { z } from 'zod';

/** "removed a host with its history"; of an action that only another version knows, its name. */
export function didText({ action }: Pick<AuditEntry, 'action'>): string {
  return wordsOfAction(action)?.did ?? `did what this version has no words for (${action})`;
}

/** "group shop"; "no group"; just the name where the words say of what it is; empty for none. */
export function subjectText(entry: Omit<AuditEntry, 'hash' | 'previous'>): string {
  const { actor, subject } = entry;
  const of = nounOf(entry);
  if (subject === '') return of === '' ? '' : `no ${of}`;
  if (of === 'user' && subject === actor) return '';
  return of === '' || didText(entry).includes(` ${of}`) ? subject : `${of} ${subject}`;
}

const forKind = z.object({ for: z.object({ kind: z.enum(['host', 'group']) }) });

/** What is for a host or a group says in its details which. */
function nounOf({ action, details }: Pick<AuditEntry, 'action' | 'details'>): string {
  const of = wordsOfAction(action)?.of ?? '';
  const told = forKind.safeParse(details);
  return of === 'host or group' && told.success ? told.data.for.kind : of;
}

/** What a field of the details is called: `expiresAt` is "expires at", `atMs` is "at". */
export function fieldText(name: string): string {
  const plain = name.length > 2 ? name.replace(/Ms$/, '') : name;
  return plain.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
