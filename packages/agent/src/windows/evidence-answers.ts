/** What Windows answers to what is asked for evidence. What it does not tell of something is null. */
import { z } from 'zod';
import { list } from './results.ts';

const count = z.int().nonnegative();
const port = z.int().min(0).max(65_535);
const time = z.iso.datetime().nullable();

export const connectionAnswer = z.strictObject({
  connections: list(
    z.strictObject({
      protocol: z.enum(['tcp', 'udp']),
      address: z.string(),
      port,
      /** Of UDP, which has no other end, empty and 0. */
      remoteAddress: z.string(),
      remotePort: port,
      /** `Listen`, `Established`, as Get-NetTCPConnection calls it; of UDP empty. */
      state: z.string(),
      process: count,
    }),
  ),
});

export const neighbourAnswer = z.strictObject({
  neighbours: list(
    z.strictObject({ address: z.string(), link: z.string(), interface: count, state: z.string() }),
  ),
});

export const processAnswer = z.strictObject({
  processes: list(
    z.strictObject({
      pid: count,
      parent: count,
      session: count,
      name: z.string(),
      program: z.string().nullable(),
      commandLine: z.string().nullable(),
      startedAt: time,
    }),
  ),
});

export const sessionAnswer = z.strictObject({
  sessions: list(
    z.strictObject({
      id: z.string(),
      /** `EXAMPLE\\ada`. */
      user: z.string().nullable(),
      /** LogonType of Win32_LogonSession: 2 interactive, 3 network, 5 service, 10 remote interactive. */
      type: count,
      by: z.string(),
      startedAt: time,
    }),
  ),
});

export const driverAnswer = z.strictObject({
  drivers: list(z.strictObject({ name: z.string(), path: z.string().nullable() })),
});

export const serviceAnswer = z.strictObject({
  services: list(
    z.strictObject({
      name: z.string(),
      path: z.string().nullable(),
      account: z.string().nullable(),
      /** As Win32_Service has it: `Running`, `Stopped`. */
      state: z.string(),
      /** `Auto`, `Manual`, `Disabled`. */
      startMode: z.string(),
      process: count,
      /** Windows's error code of how it started or stopped; 0 for none. */
      exitCode: count,
    }),
  ),
});
export type WindowsService = z.infer<typeof serviceAnswer>['services'][number];

export const taskAnswer = z.strictObject({
  tasks: list(z.strictObject({ name: z.string(), state: z.string(), actions: list(z.string()) })),
});

export const eventAnswer = z.strictObject({
  events: list(
    z.strictObject({
      record: count.nullable(),
      at: time,
      id: count,
      /** 1 critical, 2 error, 3 warning, 4 information. */
      level: count.nullable(),
      provider: z.string(),
      message: z.string().nullable(),
    }),
  ),
});

export const portAnswer = z.strictObject({ tcp: list(port), udp: list(port) });

export const clockAnswer = z.strictObject({
  status: z.int(),
  /** Of w32tm, in Windows's language. */
  lines: list(z.string()),
});
