/** What is put onto hosts, on hosts that have nothing else. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentVersion } from '@daybreak/agent/version';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseSystem, canMakeHosts, FleetHost } from '../fleet/index.ts';
import { type AgentFiles, buildAgent, packAgent } from './index.ts';

const unit = join(import.meta.dirname, '../../packages/agent/debian/daybreak-agent.service');

let work = '';
let files: AgentFiles;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'daybreak-agent-build-'));
  files = await buildAgent(join(work, 'files'));
}, 300_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the agent as one file', () => {
  it('says what it needs to a Node that is too old, before anything else', () => {
    const pretend = "Object.defineProperty(process, 'versions', { value: { node: '12.1.0' } })";
    const options = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
    const { status, stderr, stdout } = run(process.execPath, [...options, files.bundle, 'status']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^daybreak-agent needs Node\.js 24 or newer\. This is v/);
  });

  it('is the agent', () => {
    const { status, stdout } = run(process.execPath, [files.bundle, '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: daybreak-agent enroll URL TOKEN');
  });

  it('comes with the licences of all that it carries', () => {
    const notices = readFileSync(files.notices, 'utf8');
    for (const name of ['Daybreak', 'zod ', 'tuf-js ', '@tufjs/models ']) {
      expect(notices).toContain(`\n${name}`.slice(name === 'Daybreak' ? 1 : 0));
    }
    expect(notices.match(/permission notice/g)?.length).toBeGreaterThan(3);
  });
});

describe('the task of Windows', () => {
  it('comes beside them, of this version', () => {
    const text = new TextDecoder('utf-16le').decode(readFileSync(files.windowsTask));
    expect(text).toContain(`<Version>${agentVersion}</Version>`);
  });
});

describe('the executable', () => {
  it('needs the C and C++ libraries of the host, and no others', () => {
    const listed = execFileSync('ldd', [files.executable], { encoding: 'utf8' });
    const names = [...listed.matchAll(/^\s*(\S+?)\.so/gm)].map((match) => match[1]);
    const glibc = ['/lib64/ld-linux-x86-64', 'libc', 'libdl', 'libm', 'libpthread', 'linux-vdso'];
    expect(names.sort()).toEqual([...glibc, 'libgcc_s', 'libstdc++'].sort());
  });

  it('does not hear what is meant for other programs', () => {
    const env = { ...process.env, NODE_OPTIONS: '--no-such-option' };
    expect(run(files.executable, ['--help'], env).status).toBe(0);
  });
});

const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;

describe.skipIf(!hasAnalyze)('the unit (needs systemd-analyze)', () => {
  it('is one that systemd takes whole', () => {
    const copy = join(work, 'daybreak-agent.service');
    const text = readFileSync(unit, 'utf8').replace('/usr/bin/daybreak-agent', files.executable);
    writeFileSync(copy, text);
    const { status, stderr } = run('systemd-analyze', ['verify', '--man=no', copy]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe.skipIf(!canMakeHosts())('the package on a host (needs root and mmdebstrap)', () => {
  const next = '99.0.0';
  let base = '';
  let packed = '';
  let hosts = 0;

  beforeAll(() => {
    base = baseSystem(join(tmpdir(), 'daybreak-fleet'));
    mkdirSync(join(work, 'packages'));
    packed = packAgent(files, join(work, 'packages'));
    raiseVersion(packed);
  }, 600_000);

  /** The same package once more as a later one, quickly. */
  function raiseVersion(path: string): void {
    const tree = join(work, 'tree');
    execFileSync('dpkg-deb', ['--raw-extract', path, tree]);
    const control = join(tree, 'DEBIAN/control');
    const text = readFileSync(control, 'utf8').replace(/^Version: .*$/m, `Version: ${next}`);
    writeFileSync(control, text);
    const later = path.replace(`_${agentVersion}_`, `_${next}_`);
    execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, later]);
  }

  async function startHost() {
    hosts += 1;
    return FleetHost.start({
      base,
      folder: join(work, `host-${hosts}`),
      repository: join(work, 'packages'),
      sourceLine: '',
    });
  }
  const install = (version: string) => `dpkg -i /srv/repository/daybreak-agent_${version}_*.deb`;

  it('names as its maintainer whom it is told, or nobody in particular', () => {
    const maintainerOf = (path: string) =>
      execFileSync('dpkg-deb', ['--field', path, 'Maintainer'], { encoding: 'utf8' });
    expect(maintainerOf(packed)).toBe('Whoever built this package <root@localhost>\n');
    const folder = join(work, 'named');
    mkdirSync(folder);
    const named = packAgent(files, folder, 'Ada Lovelace <ada@example.test>', 'none');
    expect(maintainerOf(named)).toBe('Ada Lovelace <ada@example.test>\n');
    const forged = 'Ada <ada@example.test>\nEssential: yes';
    for (const maintainer of ['Ada', '<ada@example.test>', forged]) {
      expect(() => packAgent(files, folder, maintainer, 'none')).toThrow('of the form');
    }
  });

  it('says how much room it takes', () => {
    const said = execFileSync('dpkg-deb', ['--field', packed, 'Installed-Size'], {
      encoding: 'utf8',
    });
    const kilobytes = statSync(files.executable).size / 1024;
    expect(Number(said)).toBeGreaterThan(kilobytes);
    expect(Number(said)).toBeLessThan(kilobytes + 200);
  });

  it('has nothing in it that others than root may write, or run as root', () => {
    const listed = execFileSync('dpkg-deb', ['--contents', packed], { encoding: 'utf8' });
    const modes = listed
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/));
    for (const [mode, owner, , , , path] of modes) {
      const wanted = path?.endsWith('/') ? 'drwxr-xr-x' : /^-rw([x-])r-\1r-\1$/;
      expect([mode, owner], path).toEqual([expect.stringMatching(wanted), 'root/root']);
    }
    expect(modes.map(([, , , , , path]) => path)).toContain('./usr/bin/daybreak-agent');
  });

  it('brings an agent that runs where nothing else is, and leaves a host alone that has not joined', async () => {
    await using host = await startHost();
    await host.shell(install(agentVersion));
    expect(await host.shell('daybreak-agent --help')).toContain('Usage: daybreak-agent enroll');
    const status = await host.shell('daybreak-agent status || echo "ended with $?"');
    expect(status).toBe('This host has not joined a server.\nended with 2\n');
    const places = '/var/lib/daybreak-agent /etc/daybreak /etc/daybreak/checks.d';
    expect(await host.shell(`stat -c '%a %U %G' ${places}`)).toBe(
      '700 root root\n755 root root\n755 root root\n',
    );
    const wanted = '/etc/systemd/system/multi-user.target.wants/daybreak-agent.service';
    expect(await host.shell(`readlink -f ${wanted}`)).toMatch(/system\/daybreak-agent\.service\n$/);
  });

  it('keeps the key and own checks until it is purged', async () => {
    await using host = await startHost();
    const [key, check] = ['/var/lib/daybreak-agent/key.pem', '/etc/daybreak/checks.d/queue'];
    const kept = `cat ${key} ${check} 2>/dev/null || true`;
    await host.shell(install(agentVersion));
    await host.shell(`echo key > ${key}; echo check > ${check}`);
    await host.shell(install(next));
    await host.shell('dpkg -r daybreak-agent');
    expect(await host.shell(kept)).toBe('key\ncheck\n');
    await host.shell(`${install(next)} && dpkg -P daybreak-agent`);
    expect(await host.shell(kept)).toBe('check\n');
    expect(await host.shell('find / -xdev -name "*daybreak-agent*" -not -path "/proc/*"')).toBe('');
  });

  it('asks systemd for nothing that would wait for the agent while the agent waits for dpkg', async () => {
    await using host = await startHost();
    await host.shell(`mkdir -p /run/systemd/system; cat > /usr/bin/systemctl <<'END'
#!/bin/sh
echo "$@" >> /run/asked
END
chmod 755 /usr/bin/systemctl`);
    const asked = 'cat /run/asked; rm /run/asked';
    await host.shell(install(agentVersion));
    expect(await host.shell(asked)).toContain('--no-block start daybreak-agent.service\n');
    await host.shell(install(next));
    const upgrade = (await host.shell(asked)).split('\n').filter((line) => /\.service/.test(line));
    expect(upgrade).toEqual(['--no-block try-restart daybreak-agent.service']);
    await host.shell('dpkg -r daybreak-agent');
    expect(await host.shell(asked)).toContain('stop daybreak-agent.service\n');
  });
});

function run(program: string, args: readonly string[], env = process.env) {
  return spawnSync(program, args, { encoding: 'utf8', env });
}
