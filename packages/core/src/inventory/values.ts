import type { Field } from './fields.ts';
import type { Architecture } from './windows-host.ts';

export interface OsVersion {
  readonly version: string;
  readonly build: number;
  readonly revision: number | null;
  readonly servicePack: number;
}

const versionShape = /^((?:4|5|6|10)\.\d{1,2}\.(\d{3,5}))(?:\.(\d{1,6}))?(?:[\s,].*)?$/;

/** `6.1.7601 Service Pack 1 Build 7601`, `10.0.17134 N/D build 17134`; null for any other text. */
export function osVersion(value: string): OsVersion | null {
  const match = versionShape.exec(value);
  const [, version, build, revision] = match ?? [];
  if (version === undefined || build === undefined) return null;
  return {
    version,
    build: Number(build),
    revision: revision === undefined ? null : Number(revision),
    servicePack: servicePack(value.slice(version.length)),
  };
}

/** Localized around the number in some languages, so where the English words are missing a single digit counts. */
function servicePack(rest: string): number {
  const match = /service pack\s?(\d)/i.exec(rest) ?? /(?<![\d.])(\d)(?![\d.])/.exec(rest);
  return Number(match?.[1] ?? 0);
}

const architectures: readonly (readonly [RegExp, Architecture])[] = [
  [/^(?:x64|amd64|em64t)[\s-]/i, 'x64'],
  [/^(?:x86|i[3-6]86)[\s-]/i, 'x86'],
  [/^(?:arm64|aarch64)[\s-]/i, 'arm64'],
  [/^(?:itanium|ia64)[\s-]/i, 'ia64'],
];

/** The system type stands above the processors, the first field that lists entries: `x64-based PC`. */
export function architectureOf(fields: readonly Field[]): Architecture | null {
  const processors = fields.findIndex((field) => field.entries.length > 0);
  const above = processors === -1 ? fields : fields.slice(0, processors);
  const types = above.filter((field) => /\bPC$/.test(field.value));
  const known = architectures.find(([shape]) => types.some((field) => shape.test(field.value)));
  return known?.[1] ?? null;
}
