import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deletedInMaps,
  isDeletedProgram,
  isInContainer,
  newerKernels,
  parseAskers,
  programName,
  unitOf,
} from './index.ts';

const mapped = (access: string, path: string) =>
  `7f7c4a000000-7f7c4a012000 ${access} 00002000 fd:01 131090                     ${path}`;

describe('what a process runs', () => {
  it('is told where it is deleted and was installed', () => {
    const maps = [
      mapped('r--p', '/usr/lib/x86_64-linux-gnu/libssl.so.3 (deleted)'),
      mapped('r-xp', '/usr/lib/x86_64-linux-gnu/libssl.so.3 (deleted)'),
      mapped('r-xp', '/opt/a b/server (deleted)'),
      mapped('r-xp', '/usr/lib/x86_64-linux-gnu/libc.so.6'),
      mapped('r--p', '/usr/lib/locale/locale-archive (deleted)'),
      ...['/dev/shm/x', '/memfd:jit', '/tmp/ffi', '/SYSV00000000', '/dev/zero', '/run/x'].map(
        (path) => mapped('rwxp', `${path} (deleted)`),
      ),
      mapped('r-xp', '[vdso]'),
      '7f7c4a000000-7f7c4a012000 rwxp 00000000 00:00 0 ',
    ];
    expect(deletedInMaps(maps.join('\n'))).toEqual([
      '/usr/lib/x86_64-linux-gnu/libssl.so.3',
      '/opt/a b/server',
    ]);
  });

  it('may be told in any words: only what is called deleted counts', () => {
    const line = fc.oneof(
      fc.string(),
      fc.string().map((path) => mapped('r-xp', `/${path}`)),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const path of deletedInMaps(lines.join('\n'))) {
          expect(lines.join('\n')).toContain(`${path} (deleted)`);
        }
      }),
    );
  });

  it('may be a program that is replaced', () => {
    expect(isDeletedProgram('/usr/sbin/nginx (deleted)')).toBe(true);
    expect(isDeletedProgram('/usr/sbin/nginx')).toBe(false);
    expect(isDeletedProgram('/tmp/installer (deleted)')).toBe(false);
    expect(programName('/usr/sbin/nginx (deleted)')).toBe('nginx');
  });
});

describe('a process of a container', () => {
  it('has a number there too', () => {
    expect(isInContainer('Name:\tx\nNSpid:\t812\t1\nNSpgid:\t812\t1\n')).toBe(true);
    expect(isInContainer('Name:\tx\nNSpid:\t812\nNSpgid:\t812\n')).toBe(false);
  });
});

describe('the unit of a process', () => {
  it.each([
    ['0::/system.slice/nginx.service\n', 'nginx.service'],
    ['0::/system.slice/system-getty.slice/getty@tty1.service\n', 'getty@tty1.service'],
    ['0::/system.slice/systemd-udevd.service/udev\n', 'systemd-udevd.service'],
    ['0::/init.scope\n', 'init.scope'],
    [
      '9:memory:/system.slice/x.service\n1:name=systemd:/system.slice/ssh.service\n0::/\n',
      'ssh.service',
    ],
    ['0::/user.slice/user-0.slice/session-3.scope\n', null],
    ['0::/user.slice/user-1.slice/user@1.service/app.slice/mail.service\n', null],
    ['9:name=systemd:/\n0::/\n', null],
    ['', null],
  ])('%j: %j', (cgroup, unit) => {
    expect(unitOf(cgroup)).toBe(unit);
  });
});

describe('a kernel that waits', () => {
  const running = {
    release: '6.1.0-9-amd64',
    version: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.27-1 (2023-05-08)',
  };
  const images = (...names: readonly string[]) =>
    names.map((name) => ({ name, version: '6.1.27-1', state: 'installed' }));

  it('is of the same flavour and a later release', () => {
    const packages = images(
      ...['linux-image-amd64', 'linux-image-6.1.0-9-amd64', 'linux-image-6.1.0-10-amd64'],
      ...['linux-image-6.1.0-10-rt-amd64', 'linux-image-5.10.0-20-amd64'],
      ...['linux-image-6.1.0-11-amd64-unsigned', 'linux-image-6.1.0-10-amd64-dbg'],
    );
    expect(newerKernels(running, packages)).toEqual([
      'linux-image-6.1.0-10-amd64',
      'linux-image-6.1.0-11-amd64-unsigned',
    ]);
  });

  it('may be the same release, made anew', () => {
    const [image] = images('linux-image-6.1.0-9-amd64');
    const anew = { name: image?.name ?? '', version: '6.1.38-1', state: 'installed' };
    expect(newerKernels(running, [anew])).toEqual(['linux-image-6.1.0-9-amd64']);
    expect(newerKernels({ ...running, version: '#9-Ubuntu SMP' }, [anew])).toEqual([]);
  });

  it('is none that is half done, and none where the kernel is the machine maker’s', () => {
    const packages = images('linux-image-6.1.0-10-amd64');
    expect(newerKernels({ release: '6.18.44-fc-v595', version: '#1 SMP @0' }, packages)).toEqual(
      [],
    );
    expect(newerKernels({ release: 'strange', version: '' }, packages)).toEqual([]);
    const halfDone = packages.map((one) => ({ ...one, state: 'half-done' }));
    expect(newerKernels(running, halfDone)).toEqual([]);
  });
});

describe('who asks for a restart', () => {
  it('is named once a line', () => {
    expect(parseAskers('linux-base\ndbus\n\nNo Name\n')).toEqual(['linux-base', 'dbus']);
  });
});
