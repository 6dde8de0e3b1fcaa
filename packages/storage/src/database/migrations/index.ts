import { hosts } from './0001-hosts.ts';
import { users } from './0002-users.ts';
import { audit } from './0003-audit.ts';
import { settings } from './0004-settings.ts';
import { noSettings } from './0005-no-settings.ts';
import { enrolmentTokens } from './0006-enrolment-tokens.ts';
import { notices } from './0020-notices.ts';

/** A step of the schema. Once released it never changes: what follows is a new step. */
export interface Migration {
  readonly name: string;
  /** Statements for PostgreSQL 15 and newer. */
  readonly text: string;
}

/** In the order in which they are taken. */
export const migrations: readonly Migration[] = [
  hosts,
  users,
  audit,
  settings,
  noSettings,
  enrolmentTokens,
  notices,
];
