import type { HotfixList, WindowsHost } from '@daybreak/core/inventory';
import { fileStem } from './file-stem.ts';

/** A host as read so far, with the file that its facts come from. */
export interface SourcedHost {
  readonly host: WindowsHost;
  readonly source: string;
}

export interface SourcedList {
  readonly list: HotfixList;
  readonly source: string;
}

export type Join<Host> =
  | { readonly kind: 'joined'; readonly host: Host }
  | { readonly kind: 'none' | 'several'; readonly message: string };

/** Finds the host that a hotfix list belongs to, among thousands as quickly as among two. */
export class HostIndex<Host extends SourcedHost> {
  readonly #all: readonly Host[];
  readonly #byName: ReadonlyMap<string, readonly Host[]>;
  readonly #bySource: ReadonlyMap<string, readonly Host[]>;
  readonly #byStem: ReadonlyMap<string, readonly Host[]>;

  constructor(hosts: readonly Host[]) {
    this.#all = hosts;
    this.#byName = Map.groupBy(hosts, ({ host }) => computerKey(host.name));
    this.#bySource = Map.groupBy(hosts, ({ source }) => source);
    this.#byStem = Map.groupBy(hosts, ({ source }) => fileStem(source));
  }

  /**
   * By the computer that the list names, else by the name of its file, else the only host there is.
   * Where the computer's name fits several hosts, the file decides.
   */
  find({ list, source }: SourcedList): Join<Host> {
    const named = list.hostName;
    const key = named === null ? '' : computerKey(named);
    const fitting = key === '' ? this.#all : (this.#byName.get(key) ?? []);
    const beside = [this.#bySource.get(source), this.#byStem.get(fileStem(source))];
    const [first, ...others] =
      beside
        .map((hosts = []) =>
          hosts.filter(({ host }) => key === '' || computerKey(host.name) === key),
        )
        .find((hosts) => hosts.length > 0) ?? fitting;
    if (first !== undefined && others.length === 0) return { kind: 'joined', host: first };
    return misfit(named, first !== undefined);
  }
}

function misfit(named: string | null, several: boolean): Join<never> {
  const whose = named === null ? 'updates of a host it does not name' : `updates of ${named}`;
  return several
    ? { kind: 'several', message: `lists ${whose}, which fits several of the hosts given` }
    : { kind: 'none', message: `lists ${whose}, which none of the hosts given is` };
}

/** NetBIOS cuts names at 15 characters, PowerShell may add the domain; case never counts. */
function computerKey(name: string): string {
  return (name.split('.')[0] ?? '').toUpperCase().slice(0, 15);
}
