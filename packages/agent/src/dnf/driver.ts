/**
 * dnf 4, driven so that a host ends as ordered, as it was, or says what it is. Tried with the real
 * program on invented packages; not yet part of the agent, whose server knows no hosts of RPM.
 */
import { changesBetween, type OrderedPackage, type Outcome } from '../apt/index.ts';
import type { Ended, RunCommand } from '../command/index.ts';
import { beyondRpmOrder } from './against-order.ts';
import { type InstalledRpm, parseRpms, rpmFormat, withoutZeroEpoch } from './installed.ts';
import { misnamedRpms } from './order-form.ts';
import { parseTransaction, TransactionError } from './transaction.ts';

const minuteMs = 60_000;
const limits = { query: 5 * minuteMs, refresh: 10 * minuteMs, change: 60 * minuteMs };

/** An order says all that may happen, and what it names comes signed, whatever a source is set to. */
const justThis = [
  '--setopt=install_weak_deps=False',
  '--setopt=clean_requirements_on_remove=False',
  '--setopt=strict=True',
  '--setopt=gpgcheck=True',
  '--setopt=*.gpgcheck=True',
];
/** The lists as they are: what would be done and what is done are decided by the same ones. */
const asRefreshed = '--cacheonly';

export class DnfDriver {
  readonly #run: RunCommand;

  constructor(run: RunCommand) {
    this.#run = run;
  }

  /** @throws RpmInventoryError */
  async installed(): Promise<readonly InstalledRpm[]> {
    const args = ['-qa', '--queryformat', rpmFormat];
    const { output } = await this.#run({ program: 'rpm', args, timeoutMs: limits.query });
    return parseRpms(output);
  }

  /** Asks the host's own sources for what is new. False where one of them did not answer. */
  async refresh(): Promise<{ readonly isWhole: boolean; readonly log: string }> {
    const all = ['--setopt=skip_if_unavailable=False', '--setopt=*.skip_if_unavailable=False'];
    const { status, log } = await this.#dnf(['makecache', '--refresh', ...all], limits.refresh);
    return { isWhole: status === 0, log };
  }

  /** Takes these packages to just these versions, back too, or begins nothing and says why. */
  async install(order: readonly OrderedPackage[]): Promise<Outcome> {
    const wrong = misnamedRpms(order);
    if (wrong.length > 0) return { kind: 'refused', reasons: wrong, log: '' };
    const told = await this.#dnf(wanted(order, ['--assumeno', asRefreshed]), limits.query);
    const reasons = reasonsAgainst(told, order);
    if (reasons.length > 0) return { kind: 'refused', reasons, log: told.log };
    const download = ['--assumeyes', '--downloadonly', '--setopt=*.metadata_expire=never'];
    const got = await this.#dnf(wanted(order, download), limits.change);
    if (got.status !== 0) return { kind: 'refused', reasons: errorsIn(got), log: got.log };
    const before = await this.installed();
    const done = await this.#dnf(wanted(order, ['--assumeyes', asRefreshed]), limits.change);
    return this.#outcome(order, before, done);
  }

  /** By what RPM shows, whatever dnf said of itself. */
  async #outcome(
    order: readonly OrderedPackage[],
    before: readonly InstalledRpm[],
    { status, log }: Ended,
  ): Promise<Outcome> {
    const installed = await this.installed();
    const changed = changesBetween(before, installed);
    const halfDone = installed.filter(({ state }) => state === 'half-done').map(({ name }) => name);
    const missing = order.filter((one) => !installed.some((rpm) => isAt(rpm, one)));
    const reasons = [
      ...(status === 0 ? [] : [`dnf ended with ${status ?? 'a signal'}`]),
      ...missing.map(({ name, version }) => `${name} is not at ${version}`),
      ...halfDone.map((name) => `${name} is half done`),
      ...failedScripts(log),
    ];
    if (reasons.length === 0) return { kind: 'done', reasons, changed, log };
    return { kind: 'failed', reasons, changed, halfDone, log };
  }

  #dnf(args: readonly string[], timeoutMs: number): Promise<Ended> {
    return this.#run({ program: 'dnf', args, timeoutMs });
  }
}

/** To an older version too: dnf takes it for going back. */
function wanted(order: readonly OrderedPackage[], options: readonly string[]): readonly string[] {
  const packages = order.map(({ name, version }) => `${name}-${version}`);
  return ['install', ...justThis, ...options, ...packages];
}

function isAt(rpm: InstalledRpm, { name, version }: OrderedPackage): boolean {
  return rpm.name === name && rpm.version === withoutZeroEpoch(version);
}

function reasonsAgainst(told: Ended, order: readonly OrderedPackage[]): readonly string[] {
  try {
    const transaction = parseTransaction(told.output);
    return transaction === null ? errorsIn(told) : beyondRpmOrder(transaction, order);
  } catch (error) {
    if (error instanceof TransactionError) return [error.message];
    throw error;
  }
}

/** From `Error:` on, or how dnf ended. */
function errorsIn({ status, log }: Ended): readonly string[] {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => line.startsWith('Error:'));
  const said = at < 0 ? [] : lines.slice(at).map((line) => line.replace(/^Error: ?/, '').trim());
  const errors = said.filter((line) => line !== '' && !line.startsWith('(try to add'));
  return errors.length > 0 ? errors : [`dnf ended with ${status ?? 'a signal'}`];
}

/** RPM shows a package as installed though its script has failed, and dnf ends with 0. */
function failedScripts(log: string): readonly string[] {
  return [...new Set(log.match(/^Error in \S+ scriptlet in rpm package \S+$/gm))];
}
