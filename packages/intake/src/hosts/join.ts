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

/**
 * The host that a hotfix list belongs to: by the computer it names, else by the name of its file,
 * else the only host there is. Where the computer's name fits several hosts, the file decides.
 */
export function hostOfList<Host extends SourcedHost>(
  { list, source }: SourcedList,
  hosts: readonly Host[],
): Join<Host> {
  const named = list.hostName;
  const fitting =
    named === null ? hosts : hosts.filter(({ host }) => isSameComputer(host.name, named));
  const beside = [
    (host: Host) => host.source === source,
    (host: Host) => fileStem(host.source) === fileStem(source),
  ].map((isBeside) => fitting.filter(isBeside));
  const [first, ...others] = beside.find((found) => found.length > 0) ?? fitting;
  if (first !== undefined && others.length === 0) return { kind: 'joined', host: first };
  return misfit(named, first !== undefined);
}

function misfit(named: string | null, several: boolean): Join<never> {
  const whose = named === null ? 'updates of a host it does not name' : `updates of ${named}`;
  return several
    ? { kind: 'several', message: `lists ${whose}, which fits several of the hosts given` }
    : { kind: 'none', message: `lists ${whose}, which none of the hosts given is` };
}

/** NetBIOS cuts names at 15 characters, PowerShell may add the domain; case never counts. */
function isSameComputer(host: string, listed: string): boolean {
  const [a, b] = [host, listed].map((name) =>
    (name.split('.')[0] ?? '').toUpperCase().slice(0, 15),
  );
  return a !== '' && a === b;
}
