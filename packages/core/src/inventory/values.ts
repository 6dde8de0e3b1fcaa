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

/** The values of `Win32_ComputerSystem.SystemType`, which is not localized. */
const systemType = /^(?:(x64|x86|arm64|itanium)-based|(64-bit Intel)) (?:PC|System)$/i;
/** For a Windows that does localize it. */
const architectureWord = /(?<!\w)(x64|x86|arm64|itanium)(?!\w)/i;

const architectures: Readonly<Record<string, Architecture>> = {
  x64: 'x64',
  x86: 'x86',
  arm64: 'arm64',
  itanium: 'ia64',
  '64-bit intel': 'ia64',
};

/** The system type (`x64-based PC`) stands right above the processors, the first field with entries. */
export function architectureOf(fields: readonly Field[]): Architecture | null {
  const processors = fields.findIndex((field) => field.entries.length > 0);
  const above = processors === -1 ? fields : fields.slice(0, processors);
  const exact = above
    .map((field) => systemType.exec(field.value))
    .findLast((match) => match !== null);
  const match = exact ?? (processors > 0 ? architectureWord.exec(above.at(-1)?.value ?? '') : null);
  return architectures[(match?.[1] ?? match?.[2] ?? '').toLowerCase()] ?? null;
}
