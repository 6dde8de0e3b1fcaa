/** Orders of authorities: what they ask, of whom, by when, and what became of them. */
import { clockStarts, demandedActions } from '@daybreak/core/directive';
import { z } from 'zod';
import { advisoryName, givenDate, isoTime, textUpTo, updateName } from '../text/index.ts';

export const directiveId = z.uuid();

const notWhen =
  'must be a date from 1990 to 2100, or a time with its offset: 2020-07-17T14:00-04:00';

const whenForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Of what has another form something is said already. */
function isInCalendar(text: string): boolean {
  if (!whenForm.test(text)) return true;
  return givenDate.safeParse(text.slice(0, 10)).success && !Number.isNaN(Date.parse(text));
}

/** ISO date, or an instant with its offset: `2020-07-17T14:00-04:00`. */
export const when = z.string().regex(whenForm, notWhen).refine(isInCalendar, notWhen);

/** `America/New_York`. */
export const timeZone = textUpTo(60).min(1);

const name = textUpTo(200).trim().min(1);
const names = z.array(name).max(200).default([]);
const note = textUpTo(2000).trim();

/**
 * By its CVE alone: whatever else one writes would be about no host, and look as if all complied. A
 * number of more than four digits begins with no zero.
 */
const cve = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^CVE-\d{4}-(?:\d{4}|[1-9]\d{4,18})$/, 'must be a CVE: CVE-2024-1234');
const update = updateName.regex(/^\S+$/, 'must not hold blanks: KB5039212');

const shownScope = z.object({
  advisories: z.array(advisoryName).max(200).default([]),
  updates: z.array(updateName).max(200).default([]),
  products: names,
  roles: names,
  groups: names,
});

const scope = shownScope
  .extend({
    advisories: z.array(cve).max(200).default([]),
    updates: z.array(update).max(200).default([]),
  })
  .refine(({ advisories, updates }) => advisories.length + updates.length > 0, {
    message: 'must name an advisory or an update',
  });

/** The most that makes sense: ten years. */
const hours = z.int().min(1).max(87_660);

const clock = z.union([z.object({ from: z.enum(clockStarts), hours }), z.object({ by: when })]);

export const demandedAction = z.enum(demandedActions);

const demand = z.object({ action: demandedAction, clock, roles: names, note: note.default('') });

const exemption = z
  .object({ roles: names, groups: names, reason: note.min(1), until: givenDate.nullable() })
  .refine(({ roles, groups }) => roles.length + groups.length > 0, {
    message: 'must name a role or a group; an order that exempts all is withdrawn',
  });

export const terms = z.object({
  authority: name,
  title: name,
  /** Address or words by which the order itself is found. */
  reference: textUpTo(1000).trim().default(''),
  /** Of products, roles and groups an empty list means all. */
  scope,
  demands: z.array(demand).min(1).max(50),
  exemptions: z.array(exemption).max(50).default([]),
});

/** Products, roles and groups that hosts have now. */
export const scopeNames = z.object({
  products: z.array(z.string()),
  roles: z.array(z.string()),
  groups: z.array(z.string()),
});
export type ScopeNames = z.infer<typeof scopeNames>;

const noteText = note.default('');

export const newDirective = z.object({
  at: when,
  /** Whose days its dates are. */
  zone: timeZone.default('UTC'),
  terms,
  note: noteText,
});
export type NewDirective = z.infer<typeof newDirective>;

/** Issued anew after it was withdrawn, or amended. */
export const newTerms = newDirective.omit({ zone: true });
export const withdrawal = z.object({ at: when, note: note.min(1) });

export const kevFollowed = z.object({ advisory: advisoryName });

/** As it is told, an order may also name no time, as an entry of KEV does, or be of before a rule. */
const shownTerms = terms.extend({
  scope: shownScope,
  demands: z.array(demand.extend({ clock: z.union([clock, z.object({ by: z.null() })]) })),
});

export const directiveEvent = z.object({
  kind: z.enum(['issued', 'amended', 'withdrawn']),
  /** From when it counts. */
  at: when,
  /** Null for a withdrawal. */
  terms: shownTerms.nullable(),
  note: z.string(),
  recordedAt: isoTime,
  by: z.string(),
});

export const directiveSummary = z.object({
  id: directiveId,
  /** An order that people enter, or an entry of CISA's catalogue that is followed. */
  kind: z.enum(['own', 'kev']),
  /** Of the entry that is followed; null for an order of one's own. */
  advisory: z.string().nullable(),
  zone: z.string(),
  createdBy: z.string(),
  createdAt: isoTime,
  /** `not-known`: an entry of which the catalogue, as it was read, says nothing. */
  state: z.enum(['in-force', 'to-come', 'withdrawn', 'not-known']),
  /** As they are now, or were last; of an order to come, as they will be. */
  terms: shownTerms.nullable(),
  issuedAt: when.nullable(),
  /** Demand for demand; null where the time depends on the update, or none is named. */
  due: z.array(z.object({ at: isoTime.nullable(), why: z.string().nullable() })),
});
export type DirectiveSummary = z.infer<typeof directiveSummary>;

export const directiveList = z.object({ directives: z.array(directiveSummary) });

export const directiveDetail = z.object({
  directive: directiveSummary,
  /** In the order in which they take effect. */
  events: z.array(directiveEvent),
});
export type DirectiveDetail = z.infer<typeof directiveDetail>;
