/** Debian's package manager, driven so that a host ends as ordered, as it was, or says what it is. */
import type { Ended, RunCommand } from '../command/index.ts';
import { beyondOrder, type OrderedPackage } from './against-order.ts';
import { type InstalledPackage, installedFormat, parseInstalled } from './installed.ts';
import { misnamed } from './order-form.ts';
import { parseSimulation, type Simulation } from './simulation.ts';

/** What became of an order. */
export type Outcome =
  /** dpkg itself shows every package as ordered. */
  | { readonly kind: 'done'; readonly log: string }
  /** Nothing was begun: apt would do something else than what is ordered. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[]; readonly log: string }
  /** It was begun or tried, and dpkg does not show what is ordered; the host says what it is. */
  | {
      readonly kind: 'failed';
      readonly reasons: readonly string[];
      readonly halfDone: readonly string[];
      readonly log: string;
    };

const minuteMs = 60_000;
const limits = { query: 2 * minuteMs, refresh: 10 * minuteMs, change: 60 * minuteMs };

/** What an administrator changed in a file of settings stays as it is. */
const keepSettings = ['--force-confdef', '--force-confold'].flatMap((option) => [
  '-o',
  `Dpkg::Options::=${option}`,
]);
/** Somebody else may be at it: unattended-upgrades, a person. */
const waitForLock = ['-o', 'DPkg::Lock::Timeout=120'];
/** An order says all that may happen; what is held stays held. */
const justThis = ['--no-remove', '--no-install-recommends', '--yes', '--quiet'];

export class AptDriver {
  readonly #run: RunCommand;

  constructor(run: RunCommand) {
    this.#run = run;
  }

  /** @throws InventoryError */
  async installed(): Promise<readonly InstalledPackage[]> {
    const args = ['--show', `--showformat=${installedFormat}`];
    return parseInstalled((await this.#query('dpkg-query', args)).output);
  }

  /** Asks the host's own sources for what is new. False where one of them did not answer. */
  async refresh(): Promise<{ readonly isWhole: boolean; readonly log: string }> {
    const args = ['update', '--quiet', '-o', 'APT::Update::Error-Mode=any', ...waitForLock];
    const { status, log } = await this.#run({
      program: 'apt-get',
      args,
      timeoutMs: limits.refresh,
    });
    return { isWhole: status === 0, log };
  }

  /** Goes on where something stopped half-way, be it the machine itself. */
  async repair(): Promise<Ended> {
    return this.#change('dpkg', ['--configure', '--pending', '--force-confdef', '--force-confold']);
  }

  /** Takes these packages to just these versions, or leaves everything as it is and says why. */
  async install(order: readonly OrderedPackage[]): Promise<Outcome> {
    const wrong = misnamed(order);
    if (wrong.length > 0) return { kind: 'refused', reasons: wrong, log: '' };
    const simulated = await this.#simulate(order);
    if ('log' in simulated) return { kind: 'refused', ...simulated };
    const reasons = beyondOrder(simulated, order);
    if (reasons.length > 0) return { kind: 'refused', reasons, log: '' };
    const { status, log } = await this.#change('apt-get', [
      ...justThis,
      ...waitForLock,
      ...keepSettings,
      ...wanted(order),
    ]);
    return this.#outcome(order, status, log);
  }

  async #simulate(
    order: readonly OrderedPackage[],
  ): Promise<Simulation | { readonly reasons: readonly string[]; readonly log: string }> {
    const args = ['--simulate', ...justThis, ...wanted(order)];
    const { status, output, log } = await this.#query('apt-get', args);
    if (status === 0) return parseSimulation(output);
    const errors = log.split('\n').filter((line) => line.startsWith('E: '));
    return { reasons: errors.length > 0 ? errors : [`apt-get ended with ${status}`], log };
  }

  /** By what dpkg shows, whatever the command said of itself. */
  async #outcome(
    order: readonly OrderedPackage[],
    status: number | null,
    log: string,
  ): Promise<Outcome> {
    const installed = await this.installed();
    const halfDone = installed.filter(({ state }) => state === 'half-done').map(({ name }) => name);
    const missing = order.filter(
      ({ name, version }) => !installed.some((one) => one.name === name && one.version === version),
    );
    if (status === 0 && missing.length + halfDone.length === 0) return { kind: 'done', log };
    const reasons = [
      ...(status === 0 ? [] : [`apt-get ended with ${status ?? 'a signal'}`]),
      ...missing.map(({ name, version }) => `${name} is not at ${version}`),
      ...halfDone.map((name) => `${name} is half done`),
    ];
    return { kind: 'failed', reasons, halfDone, log };
  }

  #query(program: string, args: readonly string[]): Promise<Ended> {
    return this.#run({ program, args, timeoutMs: limits.query });
  }

  #change(program: string, args: readonly string[]): Promise<Ended> {
    return this.#run({ program, args, timeoutMs: limits.change });
  }
}

/** Going back to a version is an order like any other. */
function wanted(order: readonly OrderedPackage[]): readonly string[] {
  return [
    'install',
    '--allow-downgrades',
    '--',
    ...order.map(({ name, version }) => `${name}=${version}`),
  ];
}
