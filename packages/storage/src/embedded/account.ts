/**
 * Who runs the server. PostgreSQL refuses to run as root, so root hands over to an account that
 * exists already; anyone else runs it as themselves. An account without a name in the system's
 * list cannot run PostgreSQL at all.
 */

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { EmbeddedFailure } from './failure.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** The account of this process. */
export function ownAccount(): Account {
  if (process.getuid === undefined) {
    throw new EmbeddedFailure(
      'unsupported-platform',
      'The embedded database needs unix sockets and accounts. On Windows, set DATABASE_URL to a PostgreSQL server.',
    );
  }
  try {
    const { uid, gid, username } = userInfo();
    return { uid, gid, name: username };
  } catch (error) {
    throw new EmbeddedFailure(
      'no-account',
      `The account with number ${process.getuid()} has no name on this system, which PostgreSQL needs. ` +
        'Add it to /etc/passwd, or set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}

/**
 * The account that shall run the server.
 *
 * @param owner uid that owns the cluster; null when there is none yet
 */
export async function serverAccount(own: Account, owner: number | null): Promise<Account> {
  if (own.uid !== 0) {
    if (owner === null || owner === own.uid) return own;
    throw foreignOwner(own, owner);
  }
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  const fit =
    owner === null
      ? (accounts.find(({ name }) => name === 'postgres') ??
        accounts.find(({ name }) => name === 'nobody'))
      : accounts.find(({ uid }) => uid === owner);
  if (fit === undefined || fit.uid === 0) throw noAccount(owner);
  return fit;
}

/** The lines of passwd(5); a line that is none is left out, as the system itself does. */
export function parsePasswd(text: string): Account[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    const numbers = /^\d+$/.test(uid ?? '') && /^\d+$/.test(gid ?? '');
    return name && numbers ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** What to give to `spawn` so that the child runs as this account. */
export function runAs(account: Account): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: account.uid, gid: account.gid } : {};
}

/** Can the account enter this folder, or run this file? Asked of the system, not computed. */
export async function canReach(account: Account, path: string): Promise<boolean> {
  const child = spawn('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], {
    ...runAs(account),
    cwd: '/',
    env: {},
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

function foreignOwner(own: Account, owner: number): EmbeddedFailure {
  return new EmbeddedFailure(
    'foreign-owner',
    `The database belongs to the account with number ${owner}, and this is ${own.name} (${own.uid}). ` +
      'Start Daybreak as that account or as root, or with another data folder.',
  );
}

function noAccount(owner: number | null): EmbeddedFailure {
  return new EmbeddedFailure(
    'no-account',
    owner === null
      ? 'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it. ' +
          'Start Daybreak as an ordinary account, or set DATABASE_URL.'
      : `The database belongs to the account with number ${owner}, which is not one that can run it ` +
          'on this system. Add it to /etc/passwd, or give the folder to an account that is there.',
  );
}
