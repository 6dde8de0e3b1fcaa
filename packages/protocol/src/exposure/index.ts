/**
 * What the known bulletins mean for one host: the answer of `daybreak check`, one object a line,
 * and of the host's page. Field for field the core's `Assessment`.
 */
import { z } from 'zod';
import { advisoryName, isoDate, isoDateOrEmpty, updateName } from '../text/index.ts';

export const verdict = z.enum(['exposed', 'clean', 'unknown']);
export type Verdict = z.infer<typeof verdict>;

export const advisoryState = z.enum(['open', 'fixed', 'not affected', 'unknown']);
export type AdvisoryState = z.infer<typeof advisoryState>;

/** Which rule decided: the host's build, its KBs with supersedence, or its packages. */
export const decidingRule = z.enum(['build', 'kb', 'package']);
export type DecidingRule = z.infer<typeof decidingRule>;

/** An update of the smallest set to install now. */
export const updateToInstall = z.object({
  update: updateName,
  title: z.string(),
  published: isoDateOrEmpty,
  closes: z.array(advisoryName),
  /** Those of `closes` that an authority lists as exploited. */
  knownExploited: z.array(advisoryName),
  supersedes: z.array(updateName),
  rule: decidingRule,
  /** The evidence in words: `build 10.0.20348.2461 is below 10.0.20348.2527`. */
  because: z.string(),
});
export type UpdateToInstall = z.infer<typeof updateToInstall>;

export const assessedAdvisory = z.object({
  cve: advisoryName,
  state: advisoryState,
  /** The vendor's word; empty where it gives none. */
  severity: z.string(),
  /** The update that closes it; empty where the vendor names none. */
  update: z.string(),
});

/** A feed that the verdict rests on. */
export const consultedFeed = z.object({
  name: z.string(),
  /** Date of its newest knowledge; null when it is empty. */
  asOf: isoDate.nullable(),
  /** What it can answer, for people: `2016-01 to 2024-06`. */
  covers: z.string(),
});

/** Needed only when a component is there that the inventory cannot show. */
export const conditionalUpdate = z.object({
  update: updateName,
  component: z.string(),
  closes: z.array(advisoryName),
});

export const assessment = z.object({
  host: z.string(),
  /** The product as the bulletins name it; empty when it is none that they know. */
  product: z.string(),
  verdict,
  install: z.array(updateToInstall),
  advisories: z.array(assessedAdvisory),
  feeds: z.array(consultedFeed),
  conditional: z.array(conditionalUpdate),
  warnings: z.array(z.string()),
});
export type Assessment = z.infer<typeof assessment>;
