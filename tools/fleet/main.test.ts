/** The command, killed without a chance to put anything away. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canMakeHosts, until } from './index.ts';

const program = join(import.meta.dirname, 'main.ts');

/** Of a process, all that it has started, and these. */
function descendants(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return children
    .filter(Boolean)
    .flatMap((child) => [Number(child), ...descendants(Number(child))]);
}

describe.skipIf(!canMakeHosts())('npm run fleet (needs root and mmdebstrap)', () => {
  it('leaves nothing behind when it is killed', async () => {
    const fleet = spawn(process.execPath, [program, '--hosts', '1'], { stdio: 'pipe' });
    let printed = '';
    fleet.stdout.on('data', (text: Buffer) => {
      printed += text;
    });
    await until('its table', () => printed.includes('packages, web 1.'));
    const started = descendants(fleet.pid ?? 0);
    expect(started.length).toBeGreaterThan(10);
    fleet.kill('SIGKILL');
    await once(fleet, 'exit');
    await until('the end of all', () => started.every((pid) => !existsSync(`/proc/${pid}`)));
    expect(readdirSync(join(tmpdir(), 'daybreak-fleet/work'))).toEqual([]);
  }, 180_000);

  it('says what it takes', async () => {
    const fleet = spawn(process.execPath, [program, '--hosts', 'many'], { stdio: 'ignore' });
    expect(await once(fleet, 'exit')).toEqual([2, null]);
  });
});
