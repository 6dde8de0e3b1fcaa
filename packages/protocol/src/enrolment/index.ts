/** Hosts that come in by themselves: the tokens that let them, and what became of one. */
import { z } from 'zod';
import { isoTime, textUpTo } from '../text/index.ts';

export const newEnrolmentToken = z.object({
  /** Of the hosts that enrol with it; empty for hosts without a group. */
  group: textUpTo(200).trim().default(''),
});
export type NewEnrolmentToken = z.infer<typeof newEnrolmentToken>;

export const enrolmentTokenId = z.uuid();

/** A token that works; the secret itself is told once, when it is made. */
export const enrolmentToken = z.object({
  id: enrolmentTokenId,
  group: z.string(),
  /** Name of the user who made it. */
  createdBy: z.string(),
  createdAt: isoTime,
  /** From this time on it works no more. */
  expiresAt: isoTime,
  /** How many inventories came with it; a host that sends two counts twice. */
  uses: z.int().nonnegative(),
  lastUsedAt: isoTime.nullable(),
});
export type EnrolmentToken = z.infer<typeof enrolmentToken>;

/** Where the server takes itself to be reached: `https://daybreak.example`. */
const origin = z.string().meta({ description: 'Scheme, name and port of the server' });

export const madeEnrolmentToken = z.object({
  /** To be sent as `Authorization: Bearer …`. Not kept, and so never told again. */
  secret: z.string().regex(/^[\w-]{43}$/),
  origin,
  token: enrolmentToken,
});
export type MadeEnrolmentToken = z.infer<typeof madeEnrolmentToken>;

export const enrolmentTokens = z.object({ origin, tokens: z.array(enrolmentToken) });
export type EnrolmentTokens = z.infer<typeof enrolmentTokens>;

/** The inventory of one host: what systeminfo prints, then a list of hotfixes if there is one. */
export const hostInventory = z.string().min(1);

export const enrolledHost = z.object({
  host: z.string(),
  group: z.string(),
  /** As in an import: `outdated` when something newer is known already. */
  outcome: z.enum(['added', 'changed', 'unchanged', 'outdated']),
  warnings: z.array(z.string()),
});
export type EnrolledHost = z.infer<typeof enrolledHost>;
