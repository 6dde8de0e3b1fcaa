import { nameKey } from '../names/index.ts';

/**
 * Decision points: the questions that policies ask about an advisory and a host. Named as SSVC and
 * CISA's BOD 26-04 name them where they have the point; values from the least to the most urgent.
 */
export const points = {
  /** Listed in CISA's catalogue of known exploited vulnerabilities. */
  kev: ['no', 'yes'],
  /** Known to be exploited, by whichever source. */
  exploited: ['no', 'yes'],
  /** A working exploit exists, used or not. */
  exploit: ['no', 'yes'],
  /** A directive in force orders action on this host. */
  ordered: ['no', 'yes'],
  /** A worm could use it: over the network, with no privilege and no interaction, to run code. */
  wormable: ['no', 'yes'],
  /** SSVC Exploitation 1.1.0. */
  exploitation: ['none', 'poc', 'active'],
  /** SSVC Automatable 2.0.0. */
  automatable: ['no', 'yes'],
  /** SSVC Technical Impact 1.0.0. */
  impact: ['partial', 'total'],
  /** Microsoft's exploitability index. */
  exploitability: ['unlikely', 'less likely', 'more likely', 'detected'],
  /** The vendor's rating. */
  severity: ['low', 'moderate', 'important', 'critical'],
  /** CISA Publicly Exposed 1.0.0: reachable by anyone from the internet. */
  exposed: ['no', 'yes'],
  /** SSVC System Exposure 1.0.1. */
  exposure: ['small', 'controlled', 'open'],
  /** SSVC Mission and Well-Being Impact 1.0.0. */
  mission: ['low', 'medium', 'high'],
  /** SSVC Human Impact 2.0.2. */
  'human-impact': ['low', 'medium', 'high', 'very high'],
} as const satisfies Record<string, readonly string[]>;

export type PointName = keyof typeof points;

/**
 * What a policy asks for in one column: a point, a measure with its threshold (`epss>=0.1`,
 * `cvss>=7`), or a host's fact (`role=dc`, `group=servers`, `owner=finance`).
 */
export type Input =
  | { readonly kind: 'point'; readonly name: PointName }
  | { readonly kind: 'measure'; readonly measure: Measure; readonly atLeast: number }
  | { readonly kind: 'fact'; readonly fact: NamedFact; readonly is: string };

export type Measure = 'epss' | 'cvss';
export type NamedFact = 'role' | 'group' | 'owner';

const measures: Readonly<Record<Measure, number>> = { epss: 1, cvss: 10 };
const yesNo: readonly string[] = ['no', 'yes'];

export function isPoint(name: string): name is PointName {
  return Object.hasOwn(points, name);
}

/** An input from its name in a policy; in words why it is none. */
export function readInput(name: string): Input | string {
  if (isPoint(name)) return { kind: 'point', name };
  const measured = /^(epss|cvss)\s*>=\s*(\d+(?:\.\d+)?)$/.exec(name);
  if (measured !== null) return readMeasure(measured[1] as Measure, Number(measured[2]));
  const fact = /^(role|group|owner)\s*=\s*(\S.*)$/.exec(name);
  if (fact !== null)
    return { kind: 'fact', fact: fact[1] as NamedFact, is: (fact[2] ?? '').trim() };
  return `no input is called "${name}": there are ${Object.keys(points).join(', ')}, epss>=…, cvss>=…, role=…, group=… and owner=…`;
}

function readMeasure(measure: Measure, atLeast: number): Input | string {
  const max = measures[measure];
  if (atLeast <= max) return { kind: 'measure', measure, atLeast };
  return `${measure} is between 0 and ${max}: ${atLeast} is never reached`;
}

/** What an input can be, the least urgent first. */
export function valuesOf(input: Input): readonly string[] {
  return input.kind === 'point' ? points[input.name] : yesNo;
}

/**
 * The same for each way of writing an input: `role=DC` is `role=dc`, as hosts' facts are compared
 * whatever the letters' case, and `epss >= 0.10` is `epss>=0.1`.
 */
export function inputKey(input: Input): string {
  return nameKey(inputName(input));
}

/** The input's name as policies write it. */
export function inputName(input: Input): string {
  if (input.kind === 'point') return input.name;
  if (input.kind === 'fact') return `${input.fact}=${input.is}`;
  return `${input.measure}>=${input.atLeast}`;
}
