/** Text forms that several messages share. */
import { z } from 'zod';

/** Text that we keep or look up: no database holds the zero character, or half a character. */
export function textUpTo(maxCharacters: number) {
  return z
    .string()
    .max(maxCharacters)
    .regex(/^[^\0]*$/, 'must not hold the zero character')
    .refine((text) => text.isWellFormed(), 'must not hold half a character');
}

/** `KB5039212`, or a package with its version. */
export const updateName = textUpTo(200).min(1).meta({ description: 'An update: KB5039212' });

/** `CVE-2024-30069`. */
export const advisoryName = z.string().min(1).max(100).meta({ description: 'A CVE' });

/** ISO date, `2024-06-11`. */
export const isoDate = z.iso.date();

/** Orders, exceptions and questions are about these years; any other is a slip of the hand. */
const years = { first: 1990, last: 2100 } as const;

/** ISO date that a person gives. */
export const givenDate = isoDate.refine((date) => {
  const year = Number(date.slice(0, 4));
  return year >= years.first && year <= years.last;
}, `must lie between ${years.first} and ${years.last}`);

/** ISO date; empty where the vendor gives none. */
export const isoDateOrEmpty = z.union([isoDate, z.literal('')]);

/** ISO time in UTC with milliseconds, `2024-06-11T17:00:00.000Z`. */
export const isoTime = z.iso.datetime({ precision: 3 });

/** How many hosts are in each state of one thing; the states exclude each other. */
export const hostCounts = z.object({
  exposed: z.int().nonnegative(),
  fixed: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
});
export type HostCounts = z.infer<typeof hostCounts>;

/** Where the next page starts; opaque, as the previous answer gave it. */
export const cursor = z.string().min(1).max(1000);
