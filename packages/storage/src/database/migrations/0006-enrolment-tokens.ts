import type { Migration } from './index.ts';

/**
 * Kept as a hash only, like every token; the id is what people revoke it by. A token does not
 * outlive the user who made it.
 */
export const enrolmentTokens: Migration = {
  name: '0006-enrolment-tokens',
  text: `
    create table enrolment_tokens (
      token_hash text primary key,
      id uuid not null unique,
      host_group text not null,
      created_by uuid not null references users on delete cascade,
      created_at timestamptz not null,
      expires_at timestamptz not null check (expires_at > created_at),
      revoked_at timestamptz,
      uses integer not null default 0,
      last_used_at timestamptz
    );
    create index on enrolment_tokens (created_by);
  `,
};
