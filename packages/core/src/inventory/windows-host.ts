/** Exact facts of one Windows host, as its own inventory states them. */

export type Architecture = 'x86' | 'x64' | 'arm64' | 'ia64';

export type WindowsRole =
  | 'workstation'
  | 'server'
  | 'backup-domain-controller'
  | 'primary-domain-controller';

/** The installed updates as an inventory lists them, and whether it lists them all. */
export interface InstalledUpdates {
  /** `KB5039227`, each once, ascending by number. */
  readonly updates: readonly string[];
  /** How many the inventory says there are; null where it does not say. */
  readonly stated: number | null;
  /** False unless as many were listed as the inventory states: cut short, or no list at all. */
  readonly complete: boolean;
}

export interface WindowsHost {
  /** As the inventory names it; empty where it does not. */
  readonly name: string;
  /** As the inventory names it: `Microsoft Windows Server 2012 R2 Standard`. */
  readonly osName: string;
  /**
   * The marketing name without maker, edition and version: `Windows 10`, `Windows Server 2012 R2`,
   * `Windows XP`, `Windows Server` (the semi-annual channel).
   */
  readonly family: string;
  /** `Pro`, `Enterprise LTSC`, `Datacenter`; empty where it cannot be seen. */
  readonly edition: string;
  /** Feature release: `1809`, `21H2`; empty for products that have none. */
  readonly release: string;
  readonly architecture: Architecture;
  /** 0 when none. Windows Server 2008 as first released calls itself Service Pack 1: here that is 1. */
  readonly servicePack: number;
  /** `6.1.7601`, `10.0.17763`. */
  readonly version: string;
  /** Last part of the version: 17763. */
  readonly build: number;
  /** The number after the build (`2527` of `10.0.20348.2527`); null where the inventory lacks it. */
  readonly revision: number | null;
  /**
   * False for clients, true for what exists as Server Core only; null where it cannot be seen
   * (systeminfo does not tell).
   */
  readonly serverCore: boolean | null;
  /** Null for a server of which it cannot be told whether it is a domain controller. */
  readonly role: WindowsRole | null;
  /** Name of the domain or workgroup; empty where unknown. */
  readonly domain: string;
  readonly installed: InstalledUpdates;
}
