/**
 * What a build number tells: the product it was released as, and its feature release.
 * Source: Microsoft's release health pages for Windows 10, Windows 11 and Windows Server.
 */
export interface BuildRelease {
  /** Marketing name of the client, and of the server where one was released with this build. */
  readonly client: string | null;
  readonly server: string | null;
  /** Feature release of the client; empty for products that have none. */
  readonly clientRelease: string;
  /** Feature release of the server: only the semi-annual and annual channels have one. */
  readonly serverRelease: string;
  /** Service pack that the build contains: these builds are themselves service packs. */
  readonly servicePack: number;
}

const row = (
  client: string | null,
  server: string | null,
  clientRelease = '',
  serverRelease = '',
  servicePack = 0,
): BuildRelease => ({ client, server, clientRelease, serverRelease, servicePack });

/** The semi-annual and annual channels of Windows Server, always without a desktop. */
const channel = 'Windows Server';

const releases: ReadonlyMap<number, BuildRelease> = new Map([
  [2195, row('Windows 2000', 'Windows 2000')],
  [2600, row('Windows XP', null)],
  [3790, row('Windows XP', 'Windows Server 2003')],
  [6000, row('Windows Vista', null)],
  [6001, row('Windows Vista', 'Windows Server 2008', '', '', 1)],
  [6002, row('Windows Vista', 'Windows Server 2008', '', '', 2)],
  [6003, row('Windows Vista', 'Windows Server 2008', '', '', 2)],
  [7600, row('Windows 7', 'Windows Server 2008 R2')],
  [7601, row('Windows 7', 'Windows Server 2008 R2', '', '', 1)],
  [9200, row('Windows 8', 'Windows Server 2012')],
  [9600, row('Windows 8.1', 'Windows Server 2012 R2')],
  [10240, row('Windows 10', null, '1507')],
  [10586, row('Windows 10', null, '1511')],
  [14393, row('Windows 10', 'Windows Server 2016', '1607')],
  [15063, row('Windows 10', null, '1703')],
  [16299, row('Windows 10', channel, '1709', '1709')],
  [17134, row('Windows 10', channel, '1803', '1803')],
  [17763, row('Windows 10', 'Windows Server 2019', '1809')],
  [18362, row('Windows 10', channel, '1903', '1903')],
  [18363, row('Windows 10', channel, '1909', '1909')],
  [19041, row('Windows 10', channel, '2004', '2004')],
  [19042, row('Windows 10', channel, '20H2', '20H2')],
  [19043, row('Windows 10', null, '21H1')],
  [19044, row('Windows 10', null, '21H2')],
  [19045, row('Windows 10', null, '22H2')],
  [20348, row(null, 'Windows Server 2022')],
  [22000, row('Windows 11', null, '21H2')],
  [22621, row('Windows 11', null, '22H2')],
  [22631, row('Windows 11', null, '23H2')],
  [25398, row(null, channel, '', '23H2')],
  [26100, row('Windows 11', 'Windows Server 2025', '24H2')],
  [26200, row('Windows 11', null, '25H2')],
  [28000, row('Windows 11', null, '26H1')],
]);

/** Null for builds that were no release: previews, and releases newer than this table. */
export function releaseOfBuild(build: number): BuildRelease | null {
  return releases.get(build) ?? null;
}

export interface FamilyRelease {
  readonly family: string;
  readonly release: string;
}

/**
 * Product and feature release from what the name says and what the build says. The build decides
 * where names mislead: Windows 11 hosts upgraded in place may still call themselves Windows 10, and
 * the channels of Windows Server carry the name of a long-term release, or none.
 */
export function familyRelease(named: string, server: boolean, build: number): FamilyRelease {
  const known = releaseOfBuild(build);
  if (server) {
    const isChannel = named === channel || known?.server === channel;
    if (!isChannel) return { family: named || known?.server || '', release: '' };
    if (known?.server !== channel && known?.clientRelease !== '1809') {
      return { family: known?.server ?? channel, release: '' };
    }
    return { family: channel, release: known.serverRelease || known.clientRelease };
  }
  const decidedByBuild = named === '' || /^Windows 1\d$/.test(named);
  const family = (decidedByBuild && known?.client) || named;
  return { family, release: known?.client === family ? known.clientRelease : '' };
}
