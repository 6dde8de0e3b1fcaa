/**
 * The last day on which Microsoft gave security updates to everyone, as its lifecycle pages
 * (learn.microsoft.com/lifecycle) publish it. Only dates known for sure stand here.
 */
export interface SupportDates {
  /** Of Home and Pro editions, and of servers. */
  readonly ends: string;
  /** Of Enterprise and Education editions, where they got longer. */
  readonly enterpriseEnds?: string;
  /** Of the long-term servicing editions (LTSB, LTSC) of this release. */
  readonly longTermEnds?: string;
  /** Of the IoT Enterprise long-term editions, where they get still longer. */
  readonly iotLongTermEnds?: string;
  /** Of updates sold beyond the end, for people; such a host may still be served. */
  readonly extended?: string;
}

/** By product family, then feature release where the product has them. */
export const supportDates: ReadonlyMap<string, SupportDates> = new Map([
  ['Windows 2000', { ends: '2010-07-13' }],
  ['Windows XP', { ends: '2014-04-08' }],
  ['Windows Vista', { ends: '2017-04-11' }],
  ['Windows 7', { ends: '2020-01-14', extended: 'extended security updates until 2023-01-10' }],
  ['Windows 8', { ends: '2016-01-12' }],
  ['Windows 8.1', { ends: '2023-01-10' }],
  ['Windows RT 8.1', { ends: '2023-01-10' }],
  ['Windows 10 1507', { ends: '2017-05-09', longTermEnds: '2025-10-14' }],
  ['Windows 10 1511', { ends: '2017-10-10', enterpriseEnds: '2018-04-10' }],
  [
    'Windows 10 1607',
    { ends: '2018-04-10', enterpriseEnds: '2019-04-09', longTermEnds: '2026-10-13' },
  ],
  ['Windows 10 1703', { ends: '2018-10-09', enterpriseEnds: '2019-10-08' }],
  ['Windows 10 1709', { ends: '2019-04-09', enterpriseEnds: '2020-10-13' }],
  ['Windows 10 1803', { ends: '2019-11-12', enterpriseEnds: '2021-05-11' }],
  [
    'Windows 10 1809',
    { ends: '2020-11-10', enterpriseEnds: '2021-05-11', longTermEnds: '2029-01-09' },
  ],
  ['Windows 10 1903', { ends: '2020-12-08' }],
  ['Windows 10 1909', { ends: '2021-05-11', enterpriseEnds: '2022-05-10' }],
  ['Windows 10 2004', { ends: '2021-12-14' }],
  ['Windows 10 20H2', { ends: '2022-05-10', enterpriseEnds: '2023-05-09' }],
  ['Windows 10 21H1', { ends: '2022-12-13' }],
  [
    'Windows 10 21H2',
    {
      ends: '2023-06-13',
      enterpriseEnds: '2024-06-11',
      longTermEnds: '2027-01-12',
      iotLongTermEnds: '2032-01-13',
    },
  ],
  [
    'Windows 10 22H2',
    { ends: '2025-10-14', extended: 'extended security updates until 2028-10-10' },
  ],
  ['Windows 11 21H2', { ends: '2023-10-10', enterpriseEnds: '2024-10-08' }],
  ['Windows 11 22H2', { ends: '2024-10-08', enterpriseEnds: '2025-10-14' }],
  ['Windows 11 23H2', { ends: '2025-11-11', enterpriseEnds: '2026-11-10' }],
  [
    'Windows 11 24H2',
    {
      ends: '2026-10-13',
      enterpriseEnds: '2027-10-12',
      longTermEnds: '2029-10-09',
      iotLongTermEnds: '2034-10-10',
    },
  ],
  ['Windows 11 25H2', { ends: '2027-10-12', enterpriseEnds: '2028-10-10' }],
  ['Windows Server 2003', { ends: '2015-07-14' }],
  ['Windows Server 2003 R2', { ends: '2015-07-14' }],
  [
    'Windows Server 2008',
    { ends: '2020-01-14', extended: 'extended security updates until 2023-01-10' },
  ],
  [
    'Windows Server 2008 R2',
    { ends: '2020-01-14', extended: 'extended security updates until 2023-01-10' },
  ],
  [
    'Windows Server 2012',
    { ends: '2023-10-10', extended: 'extended security updates until 2026-10-13' },
  ],
  [
    'Windows Server 2012 R2',
    { ends: '2023-10-10', extended: 'extended security updates until 2026-10-13' },
  ],
  ['Windows Server 2016', { ends: '2027-01-12' }],
  ['Windows Server 2019', { ends: '2029-01-09' }],
  ['Windows Server 2022', { ends: '2031-10-14' }],
  ['Windows Server 1709', { ends: '2019-04-09' }],
  ['Windows Server 1803', { ends: '2019-11-12' }],
  ['Windows Server 1809', { ends: '2020-11-10' }],
  ['Windows Server 1903', { ends: '2020-12-08' }],
  ['Windows Server 1909', { ends: '2021-05-11' }],
  ['Windows Server 2004', { ends: '2021-12-14' }],
  ['Windows Server 20H2', { ends: '2022-08-09' }],
  ['Windows Server 23H2', { ends: '2025-10-24' }],
]);

/** The end of service packs that ended before their product did: family and number. */
export const servicePackEnds: ReadonlyMap<string, string> = new Map([
  ['Windows XP 0', '2005-08-30'],
  ['Windows XP 1', '2006-10-10'],
  ['Windows XP 2', '2010-07-13'],
  ['Windows Vista 0', '2010-04-13'],
  ['Windows Vista 1', '2011-07-12'],
  ['Windows 7 0', '2013-04-09'],
  ['Windows Server 2003 0', '2007-04-10'],
  ['Windows Server 2003 1', '2009-04-14'],
  ['Windows Server 2008 1', '2011-07-12'],
  ['Windows Server 2008 R2 0', '2013-04-09'],
]);
