/**
 * Windows build numbers: `10.0.20348.2527` is branch 20348, revision 2527.
 *
 * Feature releases that differ only by an enablement package share one servicing branch: they get
 * the same cumulative update and the same revision (19041 to 19045, for instance), so a fixed build
 * published for one of them decides for all. Source: Microsoft's Windows release information.
 */

export interface WindowsBuild {
  readonly build: number;
  readonly revision: number;
}

/** Reads a full four-part build; null for anything else, such as `1.001` or `10.0.20348..2762`. */
export function readWindowsBuild(text: string): WindowsBuild | null {
  const match = /^(?:10\.0|6\.[0-3])\.(\d{4,5})\.(\d{1,5})$/.exec(text);
  return match ? { build: Number(match[1]), revision: Number(match[2]) } : null;
}

const sharedBranches: readonly (readonly number[])[] = [
  [18362, 18363],
  [19041, 19042, 19043, 19044, 19045],
  [22621, 22631],
  [26100, 26200],
];

/** The number that stands for a build's servicing branch: equal for builds that share one. */
export function servicingBranch(build: number): number {
  return sharedBranches.find((branch) => branch.includes(build))?.[0] ?? build;
}

/** The build of each product that is served with cumulative updates only, by family and release. */
const cumulativeBuilds: Readonly<Record<string, number>> = {
  'Windows 10 1507': 10240,
  'Windows 10 1511': 10586,
  'Windows 10 1607': 14393,
  'Windows 10 1703': 15063,
  'Windows 10 1709': 16299,
  'Windows 10 1803': 17134,
  'Windows 10 1809': 17763,
  'Windows 10 1903': 18362,
  'Windows 10 1909': 18363,
  'Windows 10 2004': 19041,
  'Windows 10 20H2': 19042,
  'Windows 10 21H1': 19043,
  'Windows 10 21H2': 19044,
  'Windows 10 22H2': 19045,
  'Windows 11 21H2': 22000,
  'Windows 11 22H2': 22621,
  'Windows 11 23H2': 22631,
  'Windows 11 24H2': 26100,
  'Windows 11 25H2': 26200,
  'Windows 11 26H1': 28000,
  'Windows Server 2016': 14393,
  'Windows Server 2019': 17763,
  'Windows Server 2022': 20348,
  'Windows Server 2025': 26100,
  'Windows Server 1709': 16299,
  'Windows Server 1803': 17134,
  'Windows Server 1903': 18362,
  'Windows Server 1909': 18363,
  'Windows Server 2004': 19041,
  'Windows Server 20H2': 19042,
  'Windows Server 23H2': 25398,
};

/**
 * Build of a product that is served with cumulative updates only (Windows 10 and later); null for
 * older products, whose updates are single fixes or, since October 2016, rollups beside them.
 */
export function cumulativeBuild(family: string, release: string): number | null {
  return cumulativeBuilds[release === '' ? family : `${family} ${release}`] ?? null;
}
