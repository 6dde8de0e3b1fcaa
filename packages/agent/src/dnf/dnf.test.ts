import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beyondRpmOrder,
  misnamedRpms,
  parseAdvised,
  parseRpms,
  parseTransaction,
  rpmChangesBetween,
} from './index.ts';

describe('what is ordered', () => {
  it.each([
    ['--setopt=x', '1.0-1'],
    ['@group', '1.0-1'],
    ['/tmp/web', '1.0-1'],
    ['web*', '1.0-1'],
    ['web', ''],
    ['web', '1.0'],
    ['web', '1.0-1.rpm'],
    ['web', '1.0-1 other'],
    ['web', '1:1.0-1-2'],
  ])('is no package where it is %j at %j', (name, version) => {
    expect(misnamedRpms([{ name, version }])).toHaveLength(1);
  });

  it('is what distributions have', () => {
    const order = [
      { name: 'libstdc++', version: '11.4.1-3.el9' },
      { name: 'bind-libs', version: '32:9.16.23-18.el9_4.1' },
      { name: 'kernel_x', version: '5.14.0-427.13.1.el9_4~rc1^git2' },
    ];
    expect(misnamedRpms(order)).toEqual([]);
  });
});

const rpm = (name: string, version: string, provides = name) =>
  [name, version, 'x86_64', `${name}-${version.replace(/^\d+:/, '')}.src.rpm`, 7, provides].join(
    '\t',
  ) + ' \n';

describe('what RPM has', () => {
  it('is told with its source, without keys, and with what is there twice', () => {
    const text = [
      rpm('web', '0:1.0-1'),
      rpm('half', '1.0-1'),
      rpm('half', '1.1-1'),
      rpm('kernel-core', '5.10-1', 'kernel-core installonlypkg(kernel)'),
      rpm('kernel-core', '5.9-1', 'kernel-core installonlypkg(kernel)'),
      'gpg-pubkey\t8483c65d-5ccc5b19\t(none)\t(none)\t7\tgpg(CentOS) \n',
    ].join('');
    const told = parseRpms(text).map(({ name, version, state }) => [name, version, state]);
    expect(told).toEqual([
      ['half', '1.0-1', 'half-done'],
      ['half', '1.1-1', 'half-done'],
      ['kernel-core', '5.9-1', 'installed'],
      ['kernel-core', '5.10-1', 'installed'],
      ['web', '1.0-1', 'installed'],
    ]);
    expect(parseRpms(rpm('openssl-libs', '1:3.0.7-27.el9'))[0]?.source).toBe('openssl-libs');
  });

  it.each(['nonsense', 'a\t1', '\t1-1\tx86_64\ts\t7\tp', 'a\t1-1\tx86_64\ts\tsoon\tp'])(
    'is not %j',
    (text) => {
      expect(() => parseRpms(text)).toThrow('rpm, line 1: not a package');
    },
  );
});

/** As dnf 4.14 wrote it on Debian 12. */
const table = (rows: string, summary: string) => `Dependencies resolved.
================================================================================
 Package             Architecture      Version           Repository        Size
================================================================================
${rows}
Transaction Summary
================================================================================
${summary}

Total size: 11 k
Operation aborted.
`;
const upgrade = table(
  `Upgrading:
 web                 noarch            1.1-1             fleet            5.4 k
Installing dependencies:
 web-data            noarch            2:1.1-1           fleet            5.4 k
`,
  'Install  1 Package\nUpgrade  1 Package',
);

describe('what has changed', () => {
  const kernel = (version: string) =>
    rpm('kernel-core', version, 'kernel-core installonlypkg(kernel)');
  const changes = (before: string, after: string) =>
    rpmChangesBetween(parseRpms(before), parseRpms(after));

  it('is told by name, and of a kernel that comes beside another just that one', () => {
    const before = rpm('web', '1.0-1') + kernel('5.1-1');
    const after = rpm('web', '1.1-1') + kernel('5.1-1') + kernel('5.2-1');
    expect(changes(before, after)).toEqual([
      { name: 'kernel-core', from: null, to: '5.2-1' },
      { name: 'web', from: '1.0-1', to: '1.1-1' },
    ]);
    expect(changes(after, after)).toEqual([]);
  });
});

describe('what advisories say', () => {
  it('is read by package and version', () => {
    const text = [
      'CVE-2024-5535 Important/Sec. openssl-libs-1:3.0.7-28.el9_4.x86_64',
      'RLBA-2024:1   bugfix         bind-utils-32:9.16-1.noarch',
      'Last metadata expiration check: 0:00:14 ago.',
      '',
    ].join('\n');
    expect(parseAdvised(text)).toEqual([
      {
        ...{ name: 'openssl-libs', version: '1:3.0.7-28.el9_4', architecture: 'x86_64' },
        ...{ isSecurity: true, cve: 'CVE-2024-5535' },
      },
      {
        ...{ name: 'bind-utils', version: '32:9.16-1', architecture: 'noarch' },
        ...{ isSecurity: false, cve: null },
      },
    ]);
  });
});

describe('what dnf would do', () => {
  it('is read from its table', () => {
    expect(parseTransaction(upgrade)).toEqual({
      installs: [
        { name: 'web', architecture: 'noarch', version: '1.1-1' },
        { name: 'web-data', architecture: 'noarch', version: '2:1.1-1' },
      ],
      removes: [],
    });
    const removal = 'Removing:\n old   noarch   1.0-1   @fleet   0  \n';
    expect(parseTransaction(table(removal, 'Remove  1 Package'))?.removes).toEqual(['old']);
    const heir =
      'Installing:\n heir  noarch  1.0-1  fleet  6.1 k\n     replacing  web.noarch 1.0-1\n';
    expect(parseTransaction(table(heir, 'Install  1 Package'))?.removes).toEqual(['web']);
  });

  it('is nothing where there is nothing to do, and unknown where dnf did not come so far', () => {
    const nothing = 'Dependencies resolved.\nNothing to do.\nComplete!\n';
    expect(parseTransaction(nothing)).toEqual({ installs: [], removes: [] });
    expect(parseTransaction('Error: Unable to find a match: web-9-1\n')).toBeNull();
  });

  it.each([
    ['a title that is not known', upgrade.replace('Upgrading:', 'Transmuting:')],
    ['a row that is not whole', upgrade.replace('1.1-1             fleet', '1.1-1')],
    ['a row too few', upgrade.replace(/^ web .*\n/m, '')],
    ['no summary', upgrade.slice(0, upgrade.indexOf('Transaction Summary'))],
  ])('is never guessed: %s', (_what, text) => {
    expect(() => parseTransaction(text)).toThrow('dnf would');
  });

  it('is the same however wide the columns are', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9.+-]{0,60}$/);
    const version = fc.stringMatching(/^(?:[1-9]:)?[0-9a-z.~^]{1,20}-[0-9a-z.]{1,20}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, version), { minLength: 1 }), fc.nat(40), (all, wide) => {
        const gap = ' '.repeat(wide + 1);
        const rows = all.map(
          ([name, evr]) => ` ${[name, 'noarch', evr, 'fleet', '1.0 M'].join(gap)}`,
        );
        const count = `Install  ${all.length} Package${all.length === 1 ? '' : 's'}`;
        const found = parseTransaction(table(`Installing:\n${rows.join('\n')}\n`, count));
        expect(found?.installs.map((one) => [one.name, one.version])).toEqual(all);
      }),
    );
  });

  it('may be what is ordered, and nothing else', () => {
    const transaction = parseTransaction(upgrade) ?? { installs: [], removes: [] };
    const web = { name: 'web', version: '0:1.1-1' };
    expect(beyondRpmOrder(transaction, [web, { name: 'web-data', version: '2:1.1-1' }])).toEqual(
      [],
    );
    expect(beyondRpmOrder(transaction, [web, { name: 'web-data', version: '1.1-1' }])).toEqual([
      'dnf would install web-data 2:1.1-1, and 1.1-1 is ordered',
    ]);
    expect(beyondRpmOrder({ ...transaction, removes: ['old'] }, [web])).toEqual([
      'dnf would remove old',
      'dnf would also install web-data 2:1.1-1, which is not ordered',
    ]);
  });
});
