/** Who is using Daybreak: setup of the first administrator, login, the session. */
import { z } from 'zod';
import { isoTime, textUpTo } from '../text/index.ts';

export const role = z.enum(['administrator']);
export type Role = z.infer<typeof role>;

export const user = z.object({ id: z.uuid(), name: z.string(), role });
export type User = z.infer<typeof user>;

export const userName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u, 'must not hold control characters');

export const passwordMinCharacters = 12;

/** Length is what makes a password strong, so length is all that is asked for. */
export const newPassword = z.string().min(passwordMinCharacters).max(1000);

export const credentials = z.object({
  name: textUpTo(100).min(1),
  password: z.string().min(1).max(1000),
});
export type Credentials = z.infer<typeof credentials>;

/** The first administrator: `token` is from the link that `npm start` prints. */
export const setup = z.object({
  token: z.string().min(1).max(200),
  name: userName,
  password: newPassword,
});
export type Setup = z.infer<typeof setup>;

export const session = z.object({
  user,
  /** To be sent as header `x-csrf-token` with every request that changes something. */
  csrfToken: z.string(),
  /** Ends at this time whatever happens; earlier when it is not used. */
  expiresAt: isoTime,
});
export type Session = z.infer<typeof session>;

/** The answer to anyone who asks who they are. */
export const sessionState = z.object({
  session: session.nullable(),
  /** True while there is no administrator yet: the setup link is to be used. */
  setupNeeded: z.boolean(),
});
export type SessionState = z.infer<typeof sessionState>;
