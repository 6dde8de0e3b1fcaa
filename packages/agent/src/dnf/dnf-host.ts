/** The programs of a host of RPM, as the driver asks them. */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { waitUntilUnlocked } from '../apt/index.ts';
import { type Ended, logMaxCharacters, type RunCommand } from '../command/index.ts';
import { dnf, errorsIn, limits } from './dnf-command.ts';
import { type InstalledRpm, parseRpms, rpmFormat } from './installed.ts';
import { dnfLockHolders } from './lock-holders.ts';
import type { DnfPlace } from './place.ts';
import { parseTransaction, type RpmTransaction, TransactionError } from './transaction.ts';

export class DnfHost {
  readonly #run: RunCommand;
  readonly #place: DnfPlace;
  readonly #said: string;

  constructor(run: RunCommand, place: DnfPlace) {
    this.#run = run;
    this.#place = place;
    this.#said = join(place.root, place.stateFolder, 'dnf.log');
  }

  /** By name and architecture, the newest last. @throws RpmInventoryError */
  async installed(): Promise<readonly InstalledRpm[]> {
    const args = ['-qa', '--queryformat', rpmFormat];
    const { output } = await this.#run({ program: 'rpm', args, timeoutMs: limits.query });
    return parseRpms(output);
  }

  ask(args: readonly string[], timeoutMs: number = limits.query): Promise<Ended> {
    return this.#run(dnf(args, timeoutMs));
  }

  /** What dnf says that it would do, and in words what is against that. */
  async tryOut(
    args: readonly string[],
    against: (transaction: RpmTransaction) => readonly string[],
  ): Promise<{ readonly told: Ended; readonly reasons: readonly string[] }> {
    const told = await this.ask(args);
    try {
      const transaction = parseTransaction(told.output);
      return { told, reasons: transaction === null ? errorsIn(told) : against(transaction) };
    } catch (error) {
      if (error instanceof TransactionError) return { told, reasons: [error.message] };
      throw error;
    }
  }

  /** It may outlive the agent: what it says after that is not lost. */
  async change(args: readonly string[]): Promise<Ended> {
    await mkdir(dirname(this.#said), { recursive: true, mode: 0o700 });
    return this.#run({ ...dnf(args, limits.change), outputFile: this.#said });
  }

  /** Of the last change, also where nobody was there any more to hear it. */
  async lastSaid(): Promise<string> {
    const text = await readFile(this.#said, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return text.slice(-logMaxCharacters);
  }

  /** Who has locked what dnf needs, in words. */
  holders(): Promise<readonly string[]> {
    return dnfLockHolders(this.#place.root);
  }

  waitForOthers(): Promise<void> {
    return waitUntilUnlocked(() => this.holders(), this.#place.lockSeconds);
  }
}
