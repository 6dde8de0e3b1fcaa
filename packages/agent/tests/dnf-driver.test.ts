/** The driver against real dnf and rpm, on hosts that are made for it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DnfDriver } from '@daybreak/agent/dnf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeHosts, FleetHost } from '../../../tools/fleet/index.ts';
import { rpmSystem } from '../../../tools/fleet/rpm-system.ts';

/** Makes packages on the host itself, all but one of them signed by a key that the host believes. */
const prepare = `
set -e
export GNUPGHOME=/root/keys
trap 'gpgconf --kill gpg-agent' EXIT
mkdir -p -m 0700 $GNUPGHOME /srv/repo /root/build/SPECS
gpg --batch --quiet --passphrase '' --quick-gen-key fleet@example.test rsa3072 sign never
gpg --export --armor > /srv/key.asc
rpm --import /srv/key.asc
cd /root/build
make() {
  printf 'Name: %s\\nVersion: %s\\nRelease: 1\\nSummary: made\\nLicense: none\\nBuildArch: noarch\\n%b\\n%%description\\nmade\\n%%files\\n%b\\n' "$1" "$2" "$3" "$4" > SPECS/$1.spec
  rpmbuild --quiet --define '_topdir /root/build' --define '_rpmdir /srv/repo' -bb SPECS/$1.spec
}
make web 1.0
make web 1.1 'Requires: web-data'
make web-data 1.1
make rival 1.0 'Conflicts: web'
make heir 1.0 'Obsoletes: web\\nProvides: web-old'
make tool 1.0 'Epoch: 2'
make broken 1.0 'Provides: /bin/sh' '%post\\nexit 7'
make a-package-with-a-name-that-is-wider-than-the-column-of-names 20261101.1234567890
rpmsign --define '__gpg /usr/bin/gpg' --define '_gpg_name fleet@example.test' --addsign /srv/repo/noarch/*.rpm
make unsigned 1.0
createrepo_c --quiet /srv/repo
mkdir -p /etc/yum.repos.d
printf '[fleet]\\nname=fleet\\nbaseurl=file:///srv/repo\\ngpgcheck=0\\n' > /etc/yum.repos.d/fleet.repo
`;

describe.skipIf(!canMakeHosts())('dnf on a real host (needs root and mmdebstrap)', () => {
  let work = '';
  let base = '';
  let hosts = 0;

  beforeAll(() => {
    base = rpmSystem(join(tmpdir(), 'daybreak-fleet'));
    work = mkdtempSync(join(tmpdir(), 'daybreak-dnf-'));
    mkdirSync(join(work, 'nothing'));
  }, 300_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  async function startHost() {
    hosts += 1;
    const host = await FleetHost.start({
      base,
      folder: join(work, `host-${hosts}`),
      repository: join(work, 'nothing'),
      sourceLine: '',
    });
    await host.shell(prepare);
    const dnf = new DnfDriver(host.run);
    expect(await dnf.refresh()).toMatchObject({ isWhole: true });
    const versionOf = async (name: string) =>
      (await dnf.installed()).find((one) => one.name === name)?.version ?? null;
    return { host, dnf, versionOf, [Symbol.asyncDispose]: () => host[Symbol.asyncDispose]() };
  }

  const web = { name: 'web', version: '1.0-1' };
  const newer = [
    { name: 'web', version: '1.1-1' },
    { name: 'web-data', version: '1.1-1' },
  ];

  it('installs just what is ordered, and goes back when that is ordered', async () => {
    await using test = await startHost();
    const tool = { name: 'tool', version: '2:1.0-1' };
    const wide = 'a-package-with-a-name-that-is-wider-than-the-column-of-names';
    const others = [tool, { name: wide, version: '20261101.1234567890-1' }];
    expect(await test.dnf.install([web, ...others])).toMatchObject({ kind: 'done' });
    expect(await test.dnf.install([web])).toMatchObject({ kind: 'done' });
    expect(await test.dnf.install(newer)).toMatchObject({ kind: 'done' });
    expect(await test.dnf.install([web])).toMatchObject({ kind: 'done' });
    expect(await test.versionOf('web')).toBe('1.0-1');
    expect(await test.versionOf('web-data')).toBe('1.1-1');
    expect(await test.versionOf('tool')).toBe('2:1.0-1');
  });

  it('begins nothing that would bring anything along, remove anything, or is not to be had', async () => {
    await using test = await startHost();
    await test.dnf.install([web]);
    const refused = async (name: string, version: string) => {
      const outcome = await test.dnf.install([{ name, version }]);
      expect(outcome.kind).toBe('refused');
      return outcome.kind === 'refused' ? outcome.reasons : [];
    };
    expect(await refused('web', '1.1-1')).toEqual([
      'dnf would also install web-data 1.1-1, which is not ordered',
    ]);
    expect(await refused('heir', '1.0-1')).toEqual(['dnf would remove web']);
    expect(await refused('rival', '1.0-1')).toContain('dnf would remove web');
    expect(await refused('web', '9.9-1')).toEqual(['Unable to find a match: web-9.9-1']);
    expect(await refused('web', '1.0-1.rpm')).toHaveLength(1);
    expect(await refused('/srv/repo/noarch/rival', '1.0-1')).toHaveLength(1);
    const shown = (await test.dnf.installed()).map(({ name, version }) => ({ name, version }));
    expect(shown).toEqual([web]);
  });

  it('installs nothing that is not signed, whatever the source is set to', async () => {
    await using test = await startHost();
    const outcome = await test.dnf.install([{ name: 'unsigned', version: '1.0-1' }]);
    expect(outcome).toMatchObject({ kind: expect.stringMatching(/refused|failed/) });
    expect(await test.versionOf('unsigned')).toBeNull();
  });

  it('leaves alone what the administrator excludes', async () => {
    await using test = await startHost();
    await test.host.shell('printf "[main]\\nexclude=web\\n" > /etc/dnf/dnf.conf');
    expect(await test.dnf.install([web])).toMatchObject({ kind: 'refused' });
  });

  it('says that a script has failed, though RPM shows the package', async () => {
    await using test = await startHost();
    expect(await test.dnf.install([{ name: 'broken', version: '1.0-1' }])).toMatchObject({
      kind: 'failed',
      reasons: ['Error in POSTIN scriptlet in rpm package broken'],
    });
  });

  it('says that a source did not answer', async () => {
    await using test = await startHost();
    const source = '[gone]\\nname=gone\\nbaseurl=file:///srv/nowhere\\nskip_if_unavailable=1\\n';
    await test.host.shell(`printf '${source}' > /etc/yum.repos.d/gone.repo`);
    expect(await test.dnf.refresh()).toMatchObject({ isWhole: false });
  });
});
