/** The command, killed without a chance to put anything away. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canMakeHosts, canMakeSystemdHosts, hierarchies, until } from './index.ts';

const program = join(import.meta.dirname, 'main.ts');

/** Of a process, all that it has started, and these. */
function descendants(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return children
    .filter(Boolean)
    .flatMap((child) => [Number(child), ...descendants(Number(child))]);
}

/** Killed once its hosts show what is installed. */
async function leavesNothing(...words: readonly string[]): Promise<void> {
  const before = controlGroups();
  const fleet = spawn(process.execPath, [program, '--hosts', '1', ...words], { stdio: 'pipe' });
  let printed = '';
  for (const stream of [fleet.stdout, fleet.stderr]) {
    stream.on('data', (text: Buffer) => {
      printed += text;
    });
  }
  const hasEnded = () => fleet.exitCode !== null;
  await until('its table', () => printed.includes('packages, web 1.') || hasEnded(), 240_000);
  expect(hasEnded(), printed).toBe(false);
  const started = descendants(fleet.pid ?? 0);
  expect(started.length).toBeGreaterThan(10);
  expect(controlGroups().length > before.length).toBe(words.includes('--systemd'));
  fleet.kill('SIGKILL');
  await once(fleet, 'exit');
  await until('the end of all', () => started.every((pid) => !existsSync(`/proc/${pid}`)));
  expect(readdirSync(join(tmpdir(), 'daybreak-fleet/work'))).toEqual([]);
  expect(controlGroups()).toEqual(before);
}

/** Of fleets, whoever has made them. */
function controlGroups(): readonly string[] {
  return hierarchies().flatMap((path) =>
    readdirSync(path).filter((name) => name.startsWith('daybreak-fleet-')),
  );
}

describe.skipIf(!canMakeHosts())('npm run fleet (needs root and mmdebstrap)', () => {
  it('leaves nothing behind when it is killed', () => leavesNothing(), 300_000);

  it('says what it takes', async () => {
    const fleet = spawn(process.execPath, [program, '--hosts', 'many'], { stdio: 'ignore' });
    expect(await once(fleet, 'exit')).toEqual([2, null]);
  });
});

describe.skipIf(!canMakeSystemdHosts())('npm run fleet -- --systemd (needs systemd-nspawn)', () => {
  it('leaves nothing behind when it is killed', () => leavesNothing('--systemd'), 600_000);
});

describe.skipIf(!canMakeHosts())('a machine without systemd-nspawn', () => {
  it('is told what is missing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daybreak-path-'));
    for (const name of ['which', 'sh', 'dpkg-deb']) {
      symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(folder, name));
    }
    const { status, stderr } = spawnSync(process.execPath, [program, '--systemd'], {
      encoding: 'utf8',
      env: { PATH: folder },
    });
    rmSync(folder, { recursive: true });
    expect(status).toBe(2);
    expect(stderr).toContain('systemd-nspawn (of systemd-container)');
    expect(stderr).toContain('mmdebstrap');
    expect(stderr).not.toContain('dpkg-deb');
  });
});
