/** What apt would do, as `apt-get --simulate` tells it (LC_ALL=C). */

export interface SimulatedInstall {
  readonly name: string;
  readonly architecture: string;
  /** Null for a package that is not there yet. */
  readonly from: string | null;
  readonly to: string;
  /** `Debian-Security:12/oldstable-security`; of several sources each. */
  readonly origins: readonly string[];
}

export interface Simulation {
  readonly installs: readonly SimulatedInstall[];
  /** Names of what would be removed, or purged. */
  readonly removes: readonly string[];
}

/** A line of apt's that says what it would do in a way that we do not know. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
}

/** `Inst libssl3 [3.0.19-1] (3.0.22-1 Debian-Security:12/oldstable-security [amd64]) []`. */
const inst = /^Inst (\S+)(?: \[([^\]]+)\])? \((\S+) (.*?) ?\[([^\]]+)\]\)/;

/**
 * Reads every action. A line that is none of them tells people something and is passed over; one
 * that begins like an action and cannot be read is an error, for then nobody knows what apt would do.
 * @throws SimulationError
 */
export function parseSimulation(text: string): Simulation {
  const installs: SimulatedInstall[] = [];
  const removes: string[] = [];
  for (const line of text.split('\n')) {
    if (/^(?:Remv|Purg)\b/.test(line)) removes.push(removed(line));
    else if (/^Inst\b/.test(line)) installs.push(installed(line));
  }
  return { installs, removes };
}

function removed(line: string): string {
  const name = /^(?:Remv|Purg) (\S+)/.exec(line)?.[1];
  if (name === undefined) throw new SimulationError(`apt would remove something: ${line}`);
  return name;
}

function installed(line: string): SimulatedInstall {
  const [, qualified, from, to, origins, architecture] = inst.exec(line) ?? [];
  if (qualified === undefined || to === undefined || architecture === undefined) {
    throw new SimulationError(`apt would install something: ${line}`);
  }
  const [name = qualified] = qualified.split(':');
  const named = (origins ?? '').split(', ').filter((origin) => origin !== '');
  return { name, architecture, from: from ?? null, to, origins: named };
}
