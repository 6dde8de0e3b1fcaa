import { updateKinds } from '@daybreak/core/bulletin';
import { z } from 'zod';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'not a date like 2006-08-08');
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'not a month like 2006-08');
const kb = z.string().regex(/^KB\d{6,8}$/, 'not a KB number like KB921883');
const bulletinId = z.string().min(1);
const restart = z.enum(['required', 'may be required', 'not required']);

const affected = z.object({
  product: z.string().min(1),
  component: z.string().min(1).nullish(),
  kb: kb.nullish(),
  severity: z.string().nullish(),
  impact: z.string().nullish(),
  replaces: z.array(bulletinId).nullish(),
});

/** One bulletin of the form that docs/bulletin-form.md describes. Further fields are allowed. */
const bulletin = z.object({
  id: bulletinId,
  title: z.string().nullish(),
  kb: kb.nullish(),
  published: isoDate,
  revised: isoDate.nullish(),
  severity: z.string().nullish(),
  impact: z.string().nullish(),
  kind: z.enum(updateKinds).nullish(),
  cves: z.array(z.string().regex(/^CVE-\d{4}-\d{4,}$/, 'not a CVE id')),
  affected: z.array(affected),
  replaces: z.array(bulletinId).nullish(),
  restart: restart.nullish(),
  exploitedBeforeRelease: z.boolean().nullish(),
  publiclyDisclosed: z.boolean().nullish(),
  wormable: z.object({ value: z.boolean(), source: z.string().min(1) }).nullish(),
});

/** A plain list, which claims nothing about what else its months had. */
export const listSchema = z.array(bulletin);

/** A list that says for which months it has every bulletin. */
export const collectionSchema = z.object({
  completeMonths: z.array(month),
  bulletins: listSchema,
});

export type Bulletin = z.output<typeof bulletin>;
export type Affected = z.output<typeof affected>;
export type BulletinCollection = z.output<typeof collectionSchema>;

/** What a bulletin closes: it stands for the advisory itself where it names none. */
export function advisoriesOf({ cves, id }: Bulletin): readonly string[] {
  return cves.length > 0 ? cves : [id];
}

/** ISO date of its last revision, or of its publication. */
export function lastDate({ published, revised }: Bulletin): string {
  return revised ?? published;
}
