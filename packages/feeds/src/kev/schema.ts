import { z } from 'zod';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'not a date like 2024-06-11');

/** The fields of CISA's catalogue that are read; it has more. */
export const kevSchema = z.object({
  catalogVersion: z.string().regex(/^\d{4}\.\d{2}\.\d{2}/, 'not a version like 2024.06.11'),
  count: z.number().int(),
  vulnerabilities: z.array(
    z.object({
      cveID: z.string().regex(/^CVE-\d{4}-\d{4,}$/, 'not a CVE id'),
      dateAdded: isoDate,
      dueDate: z.union([isoDate, z.literal('')]).nullish(),
      knownRansomwareCampaignUse: z.string().nullish(),
    }),
  ),
});

export type KevCatalogue = z.output<typeof kevSchema>;
