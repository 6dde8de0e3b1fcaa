/** What every host of Windows can say of itself. Not yet run on real Windows. */
import type { RunCommand } from '../command/index.ts';
import { type Finding, isLasting, type Probe } from '../probe/index.ts';
import { clockAnswer, portAnswer, serviceAnswer, type WindowsService } from './evidence-answers.ts';
import { clockScript, portScript, serviceScript } from './evidence-scripts.ts';
import { ask } from './powershell.ts';
import { bootAnswer } from './results.ts';
import { bootScript } from './scripts.ts';

const timeoutMs = 60_000;

export function windowsHostProbes(run: RunCommand, now: () => Date): readonly Probe[] {
  return [
    { kind: 'units', name: 'services', look: () => lookAtServices(run) },
    { kind: 'ports', name: 'listening', look: () => lookAtPorts(run) },
    { kind: 'boot', name: 'boot', look: () => lookAtBoot(run, now) },
    { kind: 'clock', name: 'clock', look: () => lookAtClock(run) },
  ];
}

/** ERROR_SUCCESS, and ERROR_SERVICE_NEVER_STARTED (winerror.h): it was not asked for since the boot. */
const withoutFault: readonly number[] = [0, 1077];

/**
 * Many services that start with Windows end when they have nothing to do. One that ended with an error is
 * broken; of the others, whoever compares before and after judges.
 */
async function lookAtServices(run: RunCommand): Promise<Finding> {
  const { services } = await ask(run, serviceScript, serviceAnswer, timeoutMs);
  const idle = services.filter(isIdle);
  const failed = idle.filter(({ exitCode }) => !withoutFault.includes(exitCode));
  if (failed.length > 0) {
    const named = failed.map(({ name, exitCode }) => `${name} (${exitCode})`);
    return { state: 'critical', text: `failed: ${named.join(', ')}` };
  }
  const names = idle.map(({ name }) => name).sort();
  const text = names.length === 0 ? '' : `; not running: ${names.join(', ')}`;
  return { state: 'ok', text: `no automatic service has failed${text}` };
}

function isIdle({ startMode, state }: WindowsService): boolean {
  return startMode === 'Auto' && state !== 'Running';
}

async function lookAtPorts(run: RunCommand): Promise<Finding> {
  const { tcp, udp } = await ask(run, portScript, portAnswer, timeoutMs);
  const names = [...tcp.map((port) => `tcp/${port}`), ...udp.map((port) => `udp/${port}`)];
  const text = [...new Set(names)].sort().join(' ') || 'none';
  return { state: 'ok', text, ports: [...new Set(tcp.filter(isLasting))].sort((a, b) => a - b) };
}

async function lookAtBoot(run: RunCommand, now: () => Date): Promise<Finding> {
  const { at, count } = await ask(run, bootScript, bootAnswer, timeoutMs);
  const minutes = Math.floor((now().getTime() - Date.parse(at)) / 60_000);
  return { state: 'ok', text: `up for ${minutes} min, boot ${count ?? at}` };
}

/** By the leap indicator alone (RFC 5905, 7.3: 3 is not synchronised): the words around it are translated. */
async function lookAtClock(run: RunCommand): Promise<Finding> {
  const { status, lines } = await ask(run, clockScript, clockAnswer, timeoutMs);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const leap = /^[^:]+:\s*([0-3])\(/.exec(first)?.[1];
  if (status !== 0 || leap === undefined) {
    return { state: 'unknown', text: first.trim() || 'w32tm did not answer' };
  }
  return leap === '3'
    ? { state: 'warning', text: 'the clock is not synchronised' }
    : { state: 'ok', text: 'the clock is synchronised' };
}
