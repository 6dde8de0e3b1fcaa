import { type WindowsHost, withHotfixList } from '@daybreak/core/inventory';
import { decodeText, type InventoryFile } from '../text/index.ts';
import { HostIndex, type SourcedList } from './join.ts';
import { readContent } from './kind.ts';
import { hostWarnings } from './warnings.ts';

/** A host with the files that its facts come from, and what to know about them. */
export interface ReadHost {
  readonly host: WindowsHost;
  readonly sources: readonly string[];
  /** For people: a list of updates that is not complete, a release that is not known. */
  readonly warnings: readonly string[];
}

/** A file, or a part of one, that no host came from. */
export interface ReadError {
  readonly source: string;
  /** From 1; null where the whole file is meant. */
  readonly line: number | null;
  readonly message: string;
}

export interface ReadHosts {
  readonly hosts: readonly ReadHost[];
  readonly errors: readonly ReadError[];
}

interface Draft {
  host: WindowsHost;
  readonly source: string;
  readonly sources: Set<string>;
}

/**
 * The hosts that the files describe, whatever form and encoding each is in. Hotfix lists are joined
 * to their hosts; what cannot be read or joined is an error with its file, never left out silently.
 */
export function readHosts(files: readonly InventoryFile[]): ReadHosts {
  const drafts: Draft[] = [];
  const lists: SourcedList[] = [];
  const errors: ReadError[] = [];
  for (const file of files) readFile(file, drafts, lists, errors);
  const index = new HostIndex(drafts);
  for (const list of lists) joinList(list, index, errors);
  const names = Map.groupBy(drafts, ({ host }) => host.name);
  const hosts = drafts.map(({ host, sources }) => {
    const namesakes = host.name === '' ? 0 : (names.get(host.name)?.length ?? 1) - 1;
    return { host, sources: [...sources], warnings: hostWarnings(host, namesakes) };
  });
  return { hosts, errors };
}

function readFile(
  { name: source, bytes }: InventoryFile,
  drafts: Draft[],
  lists: SourcedList[],
  errors: ReadError[],
): void {
  const decoded = decodeText(bytes);
  if ('message' in decoded) {
    errors.push({ source, ...decoded });
    return;
  }
  const content = readContent(decoded.text);
  if (content.kind === 'nothing') {
    errors.push({ source, ...content.problem });
    return;
  }
  for (const { host } of content.systeminfo.hosts) {
    drafts.push({ host, source, sources: new Set([source]) });
  }
  lists.push(...content.lists.map((list) => ({ list, source })));
  errors.push(...content.problems.map((problem) => ({ source, ...problem })));
}

function joinList(
  { list, source }: SourcedList,
  index: HostIndex<Draft>,
  errors: ReadError[],
): void {
  const join = index.find({ list, source });
  if (join.kind !== 'joined') {
    errors.push({ source, line: null, message: join.message });
    return;
  }
  const { host } = join;
  host.host = { ...host.host, installed: withHotfixList(host.host.installed, list) };
  host.sources.add(source);
}
