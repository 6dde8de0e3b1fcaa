/**
 * Passwords are kept as scrypt hashes (RFC 7914), with the cost that OWASP's password storage
 * cheat sheet names: 64 MiB and 2 passes. The text says how it was made, so that the cost can grow.
 */

import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

const cost = { logN: 16, r: 8, p: 2 };
const saltBytes = 16;
const keyBytes = 32;
const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;
/** So many at once; each takes 64 MiB, and more would not be faster on the thread pool. */
const parallelMax = 2;

let running = 0;
const waiting: (() => void)[] = [];

export async function hashPassword(
  password: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, cost);
  const { logN, r, p } = cost;
  const [saltText, keyText] = [salt, key].map((b) => Buffer.from(b).toString('base64url'));
  return `$scrypt$ln=${logN},r=${r},p=${p}$${saltText}$${keyText}`;
}

/** @throws Error when the kept text is none of ours */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [, logN, r, p, salt = '', key = ''] = form.exec(kept) ?? [];
  if (logN === undefined) throw new Error('a kept password is not in the form that we write');
  const options = { logN: Number(logN), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64url'), options);
  return timingSafeEqual(derived, Buffer.from(key, 'base64url'));
}

/** Takes as long as a check of a real password: the time does not tell whether a name exists. */
export async function pretendToCheck(password: string): Promise<void> {
  await derive(password, new Uint8Array(saltBytes), cost);
}

async function derive(
  password: string,
  salt: Uint8Array,
  { logN, r, p }: typeof cost,
): Promise<Buffer> {
  await enter();
  try {
    const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
    // Letters that look the same are the same, however the keyboard composes them.
    return await scryptAsync(password.normalize('NFKC'), salt, options);
  } finally {
    leave();
  }
}

function scryptAsync(text: string, salt: Uint8Array, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

async function enter(): Promise<void> {
  if (running >= parallelMax) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
}

/** The turn passes to the next who waits, or is given back. */
function leave(): void {
  const next = waiting.shift();
  if (next === undefined) running -= 1;
  else next();
}
