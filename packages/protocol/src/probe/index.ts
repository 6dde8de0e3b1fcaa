/** What an agent found when it looked. */
import { z } from 'zod';
import { isoTime } from '../text/index.ts';

export const probeKind = z.enum([
  'tls',
  'https',
  'units',
  'ports',
  'boot',
  'disk',
  'clock',
  'own-check',
]);
export type ProbeKind = z.infer<typeof probeKind>;

/**
 * As checks have said for thirty years (Monitoring Plugins Development Guidelines, "Plugin Return
 * Codes"); `unknown` is no pass: nobody could look.
 */
export const probeState = z.enum(['ok', 'warning', 'critical', 'unknown']);
export type ProbeState = z.infer<typeof probeState>;

export const probeResult = z.object({
  kind: probeKind,
  /** What was looked at: `www.example.test:443`, `check_mail`; with the kind, its name. */
  name: z.string().max(2000),
  state: probeState,
  /** What was found, in words. */
  text: z.string().max(2000),
  at: isoTime,
  durationMs: z.number().nonnegative(),
});
export type ProbeResult = z.infer<typeof probeResult>;
