import { z } from 'zod';
import { cvePattern, isIsoDay } from '../feed/index.ts';

const isoDate = z.string().refine(isIsoDay, 'not a date like 2024-06-11');

/** The fields of CISA's catalogue that are read; it has more. */
export const kevSchema = z.object({
  catalogVersion: z.string().refine(isVersion, 'not a version like 2024.06.11'),
  count: z.number().int(),
  vulnerabilities: z.array(
    z.object({
      cveID: z.string().regex(cvePattern, 'not a CVE id'),
      dateAdded: isoDate,
      dueDate: z.union([isoDate, z.literal('')]).nullish(),
      knownRansomwareCampaignUse: z.string().nullish(),
    }),
  ),
});

/** Versions are days, `2024.06.11`; a second one of a day may have something behind it. */
export function isVersion(text: string): boolean {
  return /^\d{4}\.\d{2}\.\d{2}/.test(text) && isIsoDay(dayOfVersion(text));
}

/** The ISO date of a version. */
export function dayOfVersion(version: string): string {
  return version.slice(0, 10).replaceAll('.', '-');
}
