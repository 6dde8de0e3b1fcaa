import { agentToken } from '@daybreak/protocol/agent';

export interface EnrolmentToken {
  /** Lets one host join, once. */
  readonly secret: string;
  /** SHA-256 of the first root of trust; null where the host reports and installs nothing. */
  readonly rootHash: string | null;
}

/** Null for a text that is no token. */
export function parseToken(text: string): EnrolmentToken | null {
  if (!agentToken.safeParse(text).success) return null;
  const [, secret = '', rootHash = null] = text.split('.');
  return { secret, rootHash };
}
