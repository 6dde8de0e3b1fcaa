import { hosts } from './0001-hosts.ts';
import { users } from './0002-users.ts';
import { audit } from './0003-audit.ts';
import { settings } from './0004-settings.ts';
import { noSettings } from './0005-no-settings.ts';
import { enrolmentTokens } from './0006-enrolment-tokens.ts';
import { hostFacts } from './0007-host-facts.ts';
import { directives } from './0008-directives.ts';
import { exceptions } from './0009-exceptions.ts';
import { policies } from './0010-policies.ts';
import { attestations } from './0011-attestations.ts';
import { notices } from './0012-notices.ts';
import { auditTimes } from './0013-audit-times.ts';
import { policyFiles } from './0014-policy-files.ts';
import { agents } from './0015-agents.ts';
import { trust } from './0016-trust.ts';
import { evidenceDemands } from './0017-evidence-demands.ts';
import { rollouts } from './0018-rollouts.ts';
import { watches } from './0019-watches.ts';

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
  hostFacts,
  directives,
  exceptions,
  policies,
  attestations,
  notices,
  auditTimes,
  policyFiles,
  agents,
  trust,
  evidenceDemands,
  rollouts,
  watches,
];
