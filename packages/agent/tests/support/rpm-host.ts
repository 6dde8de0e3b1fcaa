/** A host of RPM with the driver on it: Debian's own dnf 4, and packages that are made there. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DnfDriver, type DnfPlace, thisRpmHost } from '@daybreak/agent/dnf';
import { FleetHost } from '../../../../tools/fleet/index.ts';
import { rpmSystem } from '../../../../tools/fleet/rpm-system.ts';

const advised = (id: string, type: string, name: string, cves: readonly string[]) =>
  `<update from="fleet" status="final" type="${type}" version="1"><id>${id}</id><title>${name}</title>
<severity>Important</severity><issued date="2026-11-01"/><references>${cves
    .map((cve) => `<reference href="x" id="${cve}" type="cve" title="${cve}"/>`)
    .join('')}</references><pkglist><collection short="F"><name>F</name>
<package name="${name}" version="1.1" release="1" epoch="0" arch="noarch" src="${name}-1.1-1.src.rpm">
<filename>${name}-1.1-1.noarch.rpm</filename></package></collection></pkglist></update>`;

const advisories = `<?xml version="1.0"?><updates>
${advised('FL-2026:1', 'security', 'web', ['CVE-2026-1002', 'CVE-2026-1001'])}
${advised('FL-2026:2', 'bugfix', 'slow', [])}</updates>`;

/** Makes packages on the host itself, all but one of them signed by a key that the host believes. */
const prepare = `
set -e
ADVISORIES='${advisories}'
rm /etc/os-release
printf 'ID=harbour\\nID_LIKE="rhel fedora"\\nVERSION_ID=1\\nPRETTY_NAME="Harbour 1"\\n' > /etc/os-release
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
make slow 1.0
make slow 1.1 'Provides: /bin/sh' '%post\\ntouch /root/in-post\\nwhile [ ! -e /root/go ]; do sleep 0.1; done\\necho ran >> /root/posts'
make kernel-core 5.1 'Provides: installonlypkg(kernel)'
make kernel-core 5.2 'Provides: installonlypkg(kernel)'
make kernel-core 5.3 'Provides: installonlypkg(kernel)'
make kernel-core 5.4 'Provides: installonlypkg(kernel)'
make a-package-with-a-name-that-is-wider-than-the-column-of-names 20261101.1234567890
rpmsign --define '__gpg /usr/bin/gpg' --define '_gpg_name fleet@example.test' --addsign /srv/repo/noarch/*.rpm
make unsigned 1.0
createrepo_c --quiet /srv/repo
printf '%s' "$ADVISORIES" > /root/updateinfo.xml
modifyrepo_c --mdtype=updateinfo /root/updateinfo.xml /srv/repo/repodata > /root/modified
mkdir -p /etc/yum.repos.d
printf '[fleet]\\nname=fleet\\nbaseurl=file:///srv/repo\\ngpgcheck=0\\n' > /etc/yum.repos.d/fleet.repo
`;

export type RpmTestHost = Awaited<ReturnType<typeof startRpmHost>>;

export async function startRpmHost(work: string, more: Partial<DnfPlace> = {}) {
  const nothing = mkdtempSync(join(work, 'nothing-'));
  const host = await FleetHost.start({
    base: rpmSystem(join(tmpdir(), 'daybreak-fleet')),
    folder: mkdtempSync(join(work, 'host-')),
    repository: nothing,
    sourceLine: '',
  });
  await host.shell(prepare);
  const place = { ...thisRpmHost, root: host.root, ...more };
  const dnf = new DnfDriver(host.run, place);
  if (!(await dnf.refresh()).isWhole) throw new Error('the host has no source');
  return {
    ...{ host, dnf, place },
    versionOf: async (name: string) =>
      (await dnf.installed()).findLast((one) => one.name === name)?.version ?? null,
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}
