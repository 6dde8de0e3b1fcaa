/**
 * The Windows Update Agent, asked through PowerShell. Written against Microsoft's documentation of
 * its interfaces; not yet run on real Windows.
 */
import type { RunCommand } from '../command/index.ts';
import { ask, WindowsUpdateError } from './powershell.ts';
import {
  type HistoryEntry,
  historyAnswer,
  installAnswer,
  type OfferedUpdate,
  resultCodes,
  resultText,
  searchAnswer,
  stateAnswer,
  type UpdateState,
  uninstallAnswer,
} from './results.ts';
import {
  historyScript,
  installScript,
  searchScript,
  stateScript,
  uninstallScript,
} from './scripts.ts';

const minuteMs = 60_000;
const limits = { state: 5 * minuteMs, search: 30 * minuteMs, change: 240 * minuteMs };

export interface WindowsOutcome {
  /** `done`: the agent says so of each update; whether it is there, a later inventory shows. */
  readonly kind: 'done' | 'refused' | 'failed';
  readonly reasons: readonly string[];
  /** Installed only after a restart. */
  readonly isRestartNeeded: boolean;
}

export class WindowsDriver {
  readonly #run: RunCommand;

  constructor(run: RunCommand) {
    this.#run = run;
  }

  /** What the host's own update service offers it now. @throws WindowsUpdateError */
  async offered(): Promise<readonly OfferedUpdate[]> {
    const { result, updates } = await ask(this.#run, searchScript, searchAnswer, limits.search);
    if (result !== resultCodes.succeeded) {
      throw new WindowsUpdateError(`the search for updates ${resultText(result)}`);
    }
    return updates;
  }

  /** @throws WindowsUpdateError */
  state(): Promise<UpdateState> {
    return ask(this.#run, stateScript, stateAnswer, limits.state);
  }

  /** The newest first. @throws WindowsUpdateError */
  async history(): Promise<readonly HistoryEntry[]> {
    return (await ask(this.#run, historyScript, historyAnswer, limits.state)).entries;
  }

  /** Installs just these updates, or nothing where one of them is not offered. */
  async install(updates: readonly string[]): Promise<WindowsOutcome> {
    const hindrance = await this.#hindrance();
    if (hindrance !== null) return refused([hindrance]);
    const offered = await this.offered();
    const faults = updates.flatMap((update) => faultOf(update, offered));
    if (faults.length > 0) return refused(faults);
    const answer = await ask(this.#run, installScript(updates), installAnswer, limits.change);
    const { download, install, each, isRestartNeeded } = answer;
    if (download === null) return refused(['none of it is offered any more']);
    const reasons = each.filter(isFailed).map(reasonOf);
    if (install === resultCodes.succeeded && reasons.length === 0) {
      return { kind: 'done', reasons: [], isRestartNeeded };
    }
    const step = install === null ? `the download ${resultText(download)}` : null;
    const whole = `the installation ${resultText(install ?? resultCodes.notStarted)}`;
    return { kind: 'failed', reasons: [step ?? whole, ...reasons], isRestartNeeded };
  }

  /** Takes these updates out, where all of them can be. */
  async uninstall(updates: readonly string[]): Promise<WindowsOutcome> {
    const hindrance = await this.#hindrance();
    if (hindrance !== null) return refused([hindrance]);
    const answer = await ask(this.#run, uninstallScript(updates), uninstallAnswer, limits.change);
    const { chosen, fixed, uninstall, each, isRestartNeeded } = answer;
    const absent = updates.filter((update) => !chosen.some(({ kbs }) => kbs.includes(update)));
    const faults = [
      ...fixed.map(({ kbs }) => `${kbs.join(', ')} cannot be removed: Windows does not offer it`),
      ...absent.map((update) => `${update} is not known as installed`),
    ];
    if (uninstall === null) return refused(faults);
    const reasons = [...faults, ...each.filter(isFailed).map(reasonOf)];
    if (uninstall === resultCodes.succeeded && reasons.length === 0) {
      return { kind: 'done', reasons: [], isRestartNeeded };
    }
    const whole = `the removal ${resultText(uninstall)}`;
    return { kind: 'failed', reasons: [whole, ...reasons], isRestartNeeded };
  }

  async #hindrance(): Promise<string | null> {
    const { isBusy, isRestartNeededBefore } = await this.state();
    if (isBusy) return 'another installation runs';
    return isRestartNeededBefore ? 'the host has to be restarted first' : null;
  }
}

function refused(reasons: readonly string[]): WindowsOutcome {
  return { kind: 'refused', reasons, isRestartNeeded: false };
}

function faultOf(update: string, offered: readonly OfferedUpdate[]): readonly string[] {
  const found = offered.filter(({ kbs }) => kbs.includes(update));
  if (found.length === 0) return [`${update} is not offered to this host`];
  const asking = found.find(({ mayAskForInput }) => mayAskForInput);
  return asking === undefined ? [] : [`${update} may ask questions, and nobody is there to answer`];
}

type Each = { readonly kbs: readonly string[]; readonly result: number; readonly code: number };

function isFailed({ result }: Each): boolean {
  return result !== resultCodes.succeeded;
}

function reasonOf({ kbs, result, code }: Each): string {
  return `${kbs.join(', ')} ${resultText(result, code)}`;
}
