/** A Windows host that answers our scripts as Microsoft documents it; no Windows has run them. */
import { readFileSync } from 'node:fs';
import type { Command, Ended } from '@daybreak/agent/command';
import {
  bootScript,
  historyScript,
  hotfixScript,
  inventoryScript,
  searchScript,
  stateScript,
} from '@daybreak/agent/windows';

/** What systeminfo printed on a real host. */
const systeminfo = readFileSync(
  new URL('../../../intake/fixtures/lily_systeminfo.txt', import.meta.url),
  'utf8',
);

export class PlayedWindows {
  readonly hotfixes: string[] = ['KB5037782'];
  offered = [offer('KB5039227'), offer('KB5039999')];
  history: { title: string; at: string; operation: number; result: number; code: number }[] = [];
  /** Installed updates count only after a restart. */
  needsRestart = false;
  /** The update service says that it succeeded, and the host does not have it. */
  isLying = false;
  isBusy = false;
  boots = 1;
  restarts = 0;
  readonly changes: string[] = [];

  run = async ({ program, args }: Command): Promise<Ended> => {
    if (program.endsWith('\\shutdown.exe')) {
      if (args.join(' ') !== '/r /t 0') throw new Error(`shutdown with ${args.join(' ')}`);
      this.restarts += 1;
      return { status: 0, output: '', log: '' };
    }
    if (!program.endsWith('\\powershell.exe')) throw new Error(`the host has no ${program}`);
    const script = Buffer.from(args.at(-1) ?? '', 'base64').toString('utf16le');
    const output = `${JSON.stringify(this.#answer(script))}\r\n`;
    return { status: 0, output, log: output };
  };

  #answer(script: string): object {
    const { hotfixes, offered, history, needsRestart } = this;
    const state = { isRestartNeeded: needsRestart, isRestartNeededBefore: false };
    const boot = { name: 'WEB-1', at: '2024-06-01T08:00:00.000Z', count: this.boots };
    const version = { build: '', revision: 2461, installation: 'Server' };
    const constant = new Map<string, object>([
      [inventoryScript, { systeminfo, hotfixes, ...version }],
      [hotfixScript, { hotfixes }],
      [bootScript, boot],
      [stateScript, { ...state, isBusy: this.isBusy }],
      [historyScript, { entries: history }],
      [searchScript, { result: 2, updates: offered }],
    ]).get(script);
    return constant ?? this.#change(script);
  }

  #change(script: string): object {
    const wanted = [...(/\$wanted = @\((.*)\)/.exec(script)?.[1] ?? '').matchAll(/\d+/g)];
    const kbs = wanted.map(([number]) => `KB${number}`);
    const isBack = script.includes('.Uninstall()');
    this.changes.push(`${isBack ? 'remove' : 'install'} ${kbs.join(' ')}`);
    const chosen = kbs.map(offer);
    const each = kbs.map((kb) => ({ kbs: [kb], result: 2, code: 0 }));
    if (isBack) return this.#remove(kbs, { chosen, each });
    for (const kb of this.isLying ? [] : kbs) {
      const title = `2024-06 Cumulative Update (${kb})`;
      this.history.unshift({ title, at: '2024-06-12', operation: 1, result: 2, code: 0 });
      if (!this.needsRestart) this.hotfixes.push(kb);
    }
    const isRestartNeeded = this.needsRestart;
    return { search: 2, chosen, download: 2, install: 2, each, isRestartNeeded };
  }

  #remove(kbs: readonly string[], { chosen, each }: { chosen: object[]; each: object[] }): object {
    const answer = { search: 2, isRestartNeeded: this.needsRestart };
    if (!kbs.every((kb) => this.hotfixes.includes(kb))) {
      return { ...answer, chosen: [], fixed: [], uninstall: null, each: [] };
    }
    const left = this.hotfixes.filter((kb) => !kbs.includes(kb));
    this.hotfixes.splice(0, this.hotfixes.length, ...left);
    for (const kb of kbs) {
      const title = `2024-06 Cumulative Update (${kb})`;
      this.history.unshift({ title, at: '2024-06-13', operation: 2, result: 2, code: 0 });
    }
    return { ...answer, chosen, fixed: [], uninstall: 2, each };
  }
}

function offer(kb: string) {
  return {
    ...{ id: kb, revision: 1, title: `Cumulative Update (${kb})`, kbs: [kb], severity: 'Critical' },
    ...{ cves: [] as string[], categories: ['Security Updates'], isDownloaded: false },
    ...{ isUninstallable: true, mayAskForInput: false },
  };
}
