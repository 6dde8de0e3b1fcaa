/** What people know of hosts: facts, who said them, and the rules that give them to many hosts. */
import { isOneRole } from '@daybreak/core/host-facts';
import { z } from 'zod';
import { importError } from '../import/index.ts';
import { isoTime, textUpTo } from '../text/index.ts';

export const reach = z.enum(['no', 'controlled', 'yes']);
export const mission = z.enum(['low', 'medium', 'high', 'very high']);
/** As it may be kept from before lists were refused. */
const keptRole = textUpTo(60).trim().toLowerCase().min(1);
const role = keptRole.refine(isOneRole, 'must be one role only, without a comma or a semicolon');
const owner = textUpTo(200).trim().min(1);
const group = textUpTo(200).trim().min(1);
const inventoryRole = z.enum(['dc', 'server', 'workstation']);

export const saidFact = z.object({
  value: z.string(),
  /** Set by a person for this very host, by a rule, or told by its inventory. */
  origin: z.enum(['person', 'rule', 'inventory']),
  /** In words: `hosts.csv, line 3`, `rule "Web servers"`. */
  source: z.string(),
  by: z.string().nullable(),
  at: isoTime.nullable(),
});
export type SaidFact = z.infer<typeof saidFact>;

const saidFacts = z.object({
  exposed: saidFact.nullable(),
  mission: saidFact.nullable(),
  role: saidFact.nullable(),
  owner: saidFact.nullable(),
  group: saidFact.nullable(),
});

export const hostFacts = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Those that count; null for what is not known. */
  facts: saidFacts,
  /** What people have set for this very host; null where nobody has. */
  explicit: saidFacts,
});
export type HostFacts = z.infer<typeof hostFacts>;

export const hostFactsList = z.object({ hosts: z.array(hostFacts) });

const hostIdsMax = 5_000;

/** Ids of hosts, with commas between them; as many as an address holds. */
export const hostFactsQuery = z.object({
  ids: z
    .string()
    .max(15_000)
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).min(1).max(400)),
});

/** What is to be set; null takes back what was set, and what is not named stays as it is. */
const factSettings = z.object({
  exposed: reach.nullable().optional(),
  mission: mission.nullable().optional(),
  role: role.nullable().optional(),
  owner: owner.nullable().optional(),
  group: group.nullable().optional(),
  /** Where it is known from, in words. */
  source: textUpTo(200).trim().min(1).default('set by hand'),
});

/** Of one host. */
export const hostFactsChange = factSettings;
export type HostFactsChange = z.infer<typeof hostFactsChange>;

/** Of several hosts at once. */
export const hostsFactsChange = factSettings.extend({
  hosts: z.array(z.uuid()).min(1).max(hostIdsMax),
});

export const hostsFactsChanged = z.object({
  /** How many of the hosts had something else before. */
  changed: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
});

export const factsImported = z.object({
  /** Hosts that have facts now which they had not. */
  changed: z.int().nonnegative(),
  /** Hosts that were named, and are as they were. */
  unchanged: z.int().nonnegative(),
  /** Hosts that are named more than once; of each fact the last value counted. */
  repeated: z.array(z.string()),
  /** What could not be taken in, with its place: `hosts.csv:3`. */
  errors: z.array(importError),
  /** How many more there are of these: only the first thousand are told. */
  errorsMore: z.int().nonnegative(),
});
export type FactsImported = z.infer<typeof factsImported>;

/** All conditions that are not null must hold, in any letter case. */
const factMatch = z
  .object({
    /** A name, in which `*` stands for any text. */
    name: textUpTo(255).trim().min(1).nullable().default(null),
    group: group.nullable().default(null),
    domain: textUpTo(255).trim().min(1).nullable().default(null),
    /** Part of the operating system's name. */
    osName: textUpTo(200).trim().min(1).nullable().default(null),
    inventoryRole: inventoryRole.nullable().default(null),
  })
  .refine((match) => Object.values(match).some((value) => value !== null), {
    message: 'must name a condition; every host is the name *',
  });

const keptSets = z.object({
  exposed: reach.optional(),
  mission: mission.optional(),
  role: keptRole.optional(),
  owner: owner.optional(),
});

const factSets = keptSets
  .extend({ role: role.optional() })
  .refine((sets) => Object.values(sets).some((value) => value !== undefined), {
    message: 'must set a fact',
  });

export const factRuleText = z.object({
  title: textUpTo(100).trim().min(1),
  match: factMatch,
  sets: factSets,
});

const place = z.int().min(0).max(500).optional();

/** At a place in the order, 0 being the first; without one at the end. */
export const newFactRule = factRuleText.extend({ place });

export const factRuleOrder = z.object({ ids: z.array(z.uuid()).max(500) });

export const factRule = factRuleText.extend({
  sets: keptSets,
  ...{ id: z.uuid(), by: z.string(), at: isoTime },
});
export type FactRule = z.infer<typeof factRule>;

/** In the order in which they count. */
export const factRules = z.object({ rules: z.array(factRule) });

/** How many hosts each rule fits, in the order of the rules; also where another goes before it. */
export const factRulesFitting = z.object({
  rules: z.array(z.object({ id: z.uuid(), hosts: z.int().nonnegative() })),
});

export const factRulesChanged = factRules.extend({
  /** How many hosts have other facts now. */
  hosts: z.int().nonnegative(),
});
export type FactRulesChanged = z.infer<typeof factRulesChanged>;

export const factRuleChange = z.discriminatedUnion('change', [
  z.object({ change: z.literal('add'), rule: factRuleText, place }),
  z.object({ change: z.literal('replace'), id: z.uuid(), rule: factRuleText }),
  z.object({ change: z.literal('remove'), id: z.uuid() }),
  z.object({ change: z.literal('order'), ids: z.array(z.uuid()).max(500) }),
]);

/** What a change of the rules would do: `exposed` from null to `yes` on 12 hosts. */
export const factRulesPreview = z.object({
  effects: z.array(
    z.object({
      fact: z.enum(['exposed', 'mission', 'role', 'owner']),
      from: z.string().nullable(),
      to: z.string().nullable(),
      hosts: z.int().positive(),
      /** Names of the first few. */
      some: z.array(z.string()),
    }),
  ),
});
export type FactRulesPreview = z.infer<typeof factRulesPreview>;
