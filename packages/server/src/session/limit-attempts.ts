import type { FastifyRequest } from 'fastify';
import { Refusal } from '../http/problem.ts';
import type { LoginLimit } from './login-limit.ts';

/**
 * Counts an attempt from the request's address; `account` is null where there is none.
 * @throws Refusal when there were too many
 */
export function limitAttempts(
  limit: LoginLimit,
  account: string | null,
  request: FastifyRequest,
  now: Date,
): void {
  const waitMs = limit.begin(account, request.ip, now);
  if (waitMs === 0) return;
  const [minutes, retryAfterSeconds] = [Math.ceil(waitMs / 60_000), Math.ceil(waitMs / 1000)];
  throw new Refusal('too-many-attempts', `Try again in ${minutes} min.`, { retryAfterSeconds });
}
