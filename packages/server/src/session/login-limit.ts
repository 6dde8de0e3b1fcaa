/**
 * How often a login may be tried: per address, and per account from wherever. An account's limit is
 * the higher one, so that nobody locks its owner out from a single address. An attempt counts when
 * it begins, so that many at once gain nothing; one that succeeds is taken back.
 */

import { userKey } from '@daybreak/storage/user';

export const attemptsPerAddress = 10;
export const attemptsPerAccount = 30;
export const attemptWindowMs = 15 * 60_000;
/** Names and addresses are the caller's to choose: memory for them is not. */
const keysMax = 20_000;

export class LoginLimit {
  readonly #attempts = new Map<string, number[]>();

  /**
   * Counts an attempt. Returns 0 when it may go on, otherwise after how many ms one may again. The
   * account is null where nobody has one: then the address alone counts.
   */
  begin(account: string | null, address: string, now: Date): number {
    const limits = [{ key: addressKey(address), max: attemptsPerAddress }];
    if (account !== null) limits.push({ key: accountKey(account), max: attemptsPerAccount });
    const waitMs = Math.max(...limits.map(({ key, max }) => this.#waitMs(key, max, now)));
    if (waitMs === 0) for (const { key } of limits) this.#add(key, now);
    return waitMs;
  }

  /**
   * Takes the account's attempts back, which were its owner's, and of the address the one that
   * succeeded: who has an account must not try others without end from there.
   */
  succeed(account: string, address: string): void {
    this.#attempts.delete(accountKey(account));
    const before = this.#attempts.get(addressKey(address))?.slice(0, -1) ?? [];
    this.#attempts.set(addressKey(address), before);
  }

  #waitMs(key: string, max: number, now: Date): number {
    const recent = this.#recent(key, now);
    const first = recent[recent.length - max];
    return first === undefined ? 0 : first + attemptWindowMs - now.getTime();
  }

  #recent(key: string, now: Date): number[] {
    const since = now.getTime() - attemptWindowMs;
    return (this.#attempts.get(key) ?? []).filter((at) => at > since);
  }

  #add(key: string, now: Date): void {
    const recent = [...this.#recent(key, now), now.getTime()];
    this.#attempts.delete(key);
    this.#attempts.set(key, recent);
    const [oldest] = this.#attempts.keys();
    if (this.#attempts.size > keysMax && oldest !== undefined) this.#attempts.delete(oldest);
  }
}

function accountKey(account: string): string {
  return `account ${userKey(account)}`;
}

function addressKey(address: string): string {
  return `address ${address}`;
}
