/**
 * Names of Windows products, read into exact facts.
 *
 * Vendors write one product in many ways (`Windows 10 Version 21H2 for x64-based Systems`,
 * `Microsoft Windows XP Professional x64 Edition Service Pack 2`). A host and a bulletin meet only
 * where every fact is equal; a substring is never enough: `Windows Server 2022` is not
 * `Windows Server 2022, 23H2 Edition`.
 */
import type { Architecture } from '../inventory/windows-host.ts';

export interface WindowsProduct {
  /** `Windows 10`, `Windows Server 2012 R2`; `Windows Server` is the semi-annual channel. */
  readonly family: string;
  /** `1809`, `21H2`; empty for products without feature releases. */
  readonly release: string;
  readonly architecture: Architecture;
  readonly servicePack: number;
  readonly serverCore: boolean;
}

/** A product's identity in storage and index: `windows-10-1809-x64`, `windows-server-2019-x64-core`. */
export type ProductId = string;

export function productId(product: WindowsProduct): ProductId {
  const { family, release, servicePack, architecture, serverCore } = product;
  return [
    family.toLowerCase().replaceAll(' ', '-'),
    release.toLowerCase(),
    servicePack > 0 ? `sp${servicePack}` : '',
    architecture,
    serverCore ? 'core' : '',
  ]
    .filter((part) => part !== '')
    .join('-');
}

/** For people: `Windows Server 2008 R2 SP1 (x64, Server Core)`. */
export function productName(product: WindowsProduct): string {
  const { family, release, servicePack, architecture, serverCore } = product;
  const name = [family, release, servicePack > 0 ? `SP${servicePack}` : ''].filter(Boolean);
  return `${name.join(' ')} (${architecture}${serverCore ? ', Server Core' : ''})`;
}

interface NamePattern {
  readonly pattern: RegExp;
  read(groups: Readonly<Record<string, string | undefined>>): WindowsProduct | null;
}

const systems: Readonly<Record<string, Architecture>> = {
  '32-bit': 'x86',
  'x64-based': 'x64',
  'arm64-based': 'arm64',
  arm: 'arm64',
  'itanium-based': 'ia64',
};

/** Microsoft's notation of old 64-bit editions; without a word it is the 32-bit product. */
const editions: Readonly<Record<string, Architecture>> = {
  'x64 edition': 'x64',
  'professional x64 edition': 'x64',
  '64-bit edition': 'ia64',
  'for itanium-based systems': 'ia64',
};

function plain(
  family: string,
  architecture: Architecture,
  facts: Partial<WindowsProduct> = {},
): WindowsProduct {
  return { family, release: '', architecture, servicePack: 0, serverCore: false, ...facts };
}

const servicePack = '(?: (?:with )?(?:service pack|sp) ?(?<pack>[1-6]))?';
const core = '(?: \\((?<core>server core installation)\\))?';

/** Each form a name can take, without maker, in lower case, blanks single. */
const forms: readonly NamePattern[] = [
  {
    pattern:
      /^windows (?<line>10|11)(?: version (?<release>\w{4}))? for (?<system>[\w-]+)(?: systems)?$/,
    read: ({ line, release, system = '' }) =>
      withSystem(system, (architecture) =>
        plain(`Windows ${line}`, architecture, {
          release: release?.toUpperCase() ?? (line === '10' ? '1507' : '21H2'),
        }),
      ),
  },
  {
    pattern: new RegExp(
      `^windows (?<line>7|8|8\\.1) for (?<system>[\\w-]+) systems${servicePack}$`,
    ),
    read: ({ line, system = '', pack }) =>
      withSystem(system, (architecture) =>
        plain(`Windows ${line}`, architecture, { servicePack: Number(pack ?? 0) }),
      ),
  },
  {
    pattern: new RegExp(
      `^windows server (?<line>2008|2008 r2) for (?<system>[\\w-]+) systems${servicePack}${core}$`,
    ),
    read: ({ line = '', system = '', pack, core: isCore }) =>
      withSystem(system, (architecture) =>
        plain(`Windows Server ${line.toUpperCase()}`, architecture, {
          servicePack: Number(pack ?? 0),
          serverCore: isCore !== undefined,
        }),
      ),
  },
  {
    pattern: new RegExp(
      `^windows server (?<line>2012|2012 r2|2016|2019|2022|2025)(?: for x64-based systems)?${core}$`,
    ),
    read: ({ line = '', core: isCore }) =>
      plain(`Windows Server ${line.toUpperCase()}`, 'x64', { serverCore: isCore !== undefined }),
  },
  {
    // The semi-annual channel exists as Server Core only, so that it needs no word for it.
    pattern: new RegExp(
      `^windows server(?:, version (?<release>\\w{4})| 2022, (?<edition>23h2) edition)${core}$`,
    ),
    read: ({ release, edition }) =>
      plain('Windows Server', 'x64', { release: (release ?? edition ?? '').toUpperCase() }),
  },
  {
    pattern: new RegExp(`^windows vista(?: (?<edition>x64 edition))?${servicePack}$`),
    read: (groups) => withEdition('Windows Vista', groups),
  },
  {
    pattern: new RegExp(
      `^windows xp(?: (?<edition>professional x64 edition|64-bit edition)| professional)?${servicePack}$`,
    ),
    read: (groups) => withEdition('Windows XP', groups),
  },
  {
    pattern: new RegExp(
      // R2 is Server 2003 with a second disc of additions, and gets its updates.
      `^windows server 2003(?: r2)?(?: (?<edition>x64 edition|64-bit edition))?${servicePack}` +
        '(?: (?<itanium>for itanium-based systems))?$',
    ),
    read: (groups) =>
      withEdition('Windows Server 2003', {
        ...groups,
        edition: groups['edition'] ?? groups['itanium'],
      }),
  },
  {
    pattern: new RegExp(
      `^windows server 2003 (?<edition>for itanium-based systems)${servicePack}$`,
    ),
    read: (groups) => withEdition('Windows Server 2003', groups),
  },
  {
    pattern: new RegExp(
      `^windows 2000(?: (?:professional|server|advanced server))?${servicePack}$`,
    ),
    read: ({ pack }) => plain('Windows 2000', 'x86', { servicePack: Number(pack ?? 0) }),
  },
];

function withSystem(
  system: string,
  make: (architecture: Architecture) => WindowsProduct,
): WindowsProduct | null {
  const architecture = systems[system];
  return architecture === undefined ? null : make(architecture);
}

function withEdition(
  family: string,
  { edition, pack }: Readonly<Record<string, string | undefined>>,
): WindowsProduct {
  const architecture = edition === undefined ? 'x86' : (editions[edition] ?? 'x86');
  return plain(family, architecture, { servicePack: Number(pack ?? 0) });
}

/** The product a vendor's name stands for; null for everything that is not a Windows product. */
export function readWindowsProduct(name: string): WindowsProduct | null {
  const text = name
    .toLowerCase()
    .replace(/^microsoft /, '')
    .replace(/\s+/g, ' ')
    .trim();
  for (const form of forms) {
    const match = form.pattern.exec(text);
    if (match) return form.read(match.groups ?? {});
  }
  return null;
}
