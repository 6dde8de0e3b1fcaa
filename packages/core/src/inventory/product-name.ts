import { englishEdition } from './editions.ts';
import { familyRelease } from './releases.ts';

/** What the name of an operating system and its build tell together. */
export interface ProductName {
  readonly family: string;
  readonly edition: string;
  readonly release: string;
  readonly server: boolean;
  /** Null where the name does not tell. */
  readonly serverCore: boolean | null;
}

/** Does the text name an operating system of Microsoft's? */
export function namesWindows(text: string): boolean {
  return /windows|hyper-v server/i.test(text);
}

/** Year versions first, so that `2012 R2` is not read as `2012`. */
const families: readonly (readonly [RegExp, string])[] = [
  [/\bserver (20\d\d) r2\b/i, 'Windows Server $1 R2'],
  [/\bserver,? (20(?:03|08|12|16|19|22|25))\b/i, 'Windows Server $1'],
  [/\bwindows 2000\b/i, 'Windows 2000'],
  [/\bwindows (rt 8\.1|8\.1|rt|xp|vista|1[01]|[78])(?![\d.])/i, 'Windows $1'],
  // No year: the semi-annual channel.
  [/\bwindows server\b(?:,? version \w{4})?/i, 'Windows Server'],
];

/** Reads `Microsoft Windows Server 2012 R2 Standard` with its build into product, edition and feature release. */
export function productName(osName: string, build: number): ProductName {
  const name = plainName(osName);
  const server = /\bserver\b/i.test(name);
  const known = families.find(([pattern]) => pattern.test(name));
  const named = known === undefined ? '' : namedFamily(name, known);
  const { family, release } = familyRelease(named, server, build);
  const rest = known === undefined ? name : name.replace(known[0], ' ');
  return {
    family: family || 'Windows',
    edition: englishEdition(plainEdition(rest), build),
    release,
    server,
    serverCore: coreInstallation(name, family, server),
  };
}

/** The channels and Hyper-V Server exist without a desktop only; clients always have one. */
function coreInstallation(name: string, family: string, server: boolean): boolean | null {
  if (!server) return false;
  const onlyCore = family === 'Windows Server' || /hyper-v server/i.test(name);
  return onlyCore || /\bcore installation\b/i.test(name) ? true : null;
}

function namedFamily(name: string, [pattern, family]: readonly [RegExp, string]): string {
  const version = pattern.exec(name)?.[1] ?? '';
  const spelled = /^(xp|rt)/i.test(version)
    ? version.toUpperCase()
    : version.charAt(0).toUpperCase() + version.slice(1);
  return family.replace('$1', spelled);
}

/**
 * The name without its maker and marks. Consoles whose code page lacks ® and ™ print `r`, `R`, `T`
 * or `?` instead: `Microsoftr Windows Serverr 2008`, `Windows VistaT`.
 */
function plainName(osName: string): string {
  return osName
    .replace(/[\s\u200e\u200f]+/g, ' ')
    .replace(/\((?:r|tm)\)|[®™©]/gi, '')
    .replace(/\b(Microsoft|Windows|Server)[rR?�](?=[\s,]|$)/g, '$1')
    .replace(/\bVista(?:T|TM|\?|�)(?=[\s,]|$)/g, 'Vista')
    .replace(/^\s*(?:microsoft|майкрософт)\s+/i, '')
    .trim();
}

function plainEdition(rest: string): string {
  return rest
    .replace(/\bwindows\b/i, ' ')
    .replace(/\((?:full|core) installation\)/i, ' ')
    .replace(/\b(?:x64|32-bit|64-bit)(?= edition)/i, ' ')
    .replace(/(?<!azure\s+|hpc\s+)\bedition\b( 20\d\d)?/i, '$1')
    .replace(/^[\s,:]+|[\s,]+$/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s,/g, ',');
}
