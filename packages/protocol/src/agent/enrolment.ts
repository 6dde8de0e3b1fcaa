/** How an agent joins. */
import { z } from 'zod';
import { hostId } from '../host/index.ts';
import { textUpTo } from '../text/index.ts';

/**
 * What is handed to an agent, on one line: the secret, which lets one host join, and the SHA-256 of
 * the first root of trust, so that nobody between can name other approvers. Without a root, the host
 * reports and installs nothing.
 */
export const agentToken = z.string().regex(/^dbk1\.[\w-]{43}(\.[0-9a-f]{64})?$/);

/** Made anew, in memory alone, whenever an agent starts: two at once are two machines with one key. */
export const agentInstance = z.string().regex(/^[\w-]{22}$/);

/** Signed with the key that it names, which proves that the host has it. */
export const agentEnrolment = z.object({
  instance: agentInstance,
  secret: z.string().regex(/^[\w-]{43}$/),
  /** Ed25519, 32 bytes as hexadecimal. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** What the host calls itself; with its domain where it has one. */
  name: textUpTo(255).trim().min(1),
});
export type AgentEnrolment = z.infer<typeof agentEnrolment>;

export const enrolledAgent = z.object({
  host: hostId,
  /** Where manifests name groups, the host goes by this one; it is told once. */
  group: z.string(),
  /** Of a check-in after this one, before jitter. */
  pollSeconds: z.int().min(1).max(86_400),
});
export type EnrolledAgent = z.infer<typeof enrolledAgent>;
