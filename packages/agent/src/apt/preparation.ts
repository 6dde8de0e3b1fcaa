/** All that is done before anything is changed: what apt would do, what it needs, and having it here. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ended, RunCommand } from '../command/index.ts';
import { beyondOrder, type OrderedPackage } from './against-order.ts';
import {
  again,
  downloadArguments,
  errorsOf,
  fromSources,
  simulateArguments,
  urisArguments,
  type Way,
} from './apt-get.ts';
import { lockHolders } from './lock-holders.ts';
import { lockWasTaken, type Refusal, refusal } from './outcome.ts';
import type { AptPlace } from './place.ts';
import { lackOfRoom, type Need, needsOf } from './room.ts';
import { parseSimulation } from './simulation.ts';
import { type Archive, archivesFolder, parseUris } from './uris.ts';

const limits = { query: 2 * 60_000, download: 60 * 60_000 };

/** Ready to be installed: every file is on the host. */
export interface Prepared {
  readonly kind: 'prepared';
  readonly way: Way;
  /** What is new to the host; empty for files that were kept. */
  readonly archives: readonly Archive[];
}

export class Preparation {
  readonly #run: RunCommand;
  readonly #place: AptPlace;

  constructor(run: RunCommand, place: AptPlace) {
    this.#run = run;
    this.#place = place;
  }

  /** Nothing is changed by this, whatever becomes of it. */
  async prepare(
    order: readonly OrderedPackage[],
    way: Way,
    files: readonly string[],
  ): Promise<Prepared | Refusal> {
    const simulated = await this.#get(simulateArguments(way));
    if (simulated.status !== 0) return this.#refused(simulated);
    const beyond = beyondOrder(parseSimulation(simulated.output), order);
    if (beyond.length > 0) return refusal(beyond);
    const archives = files.length > 0 ? [] : await this.download(way);
    if ('kind' in archives) return archives;
    const paths = [...files, ...archives.map(({ path }) => path)];
    const needs = await this.#needs(paths);
    if ('kind' in needs) return needs;
    const lack = await lackOfRoom(this.#place.root, needs);
    return lack.length > 0 ? refusal(lack) : { kind: 'prepared', way, archives };
  }

  /** The files of what is there now, each as apt has it; null for one that no source offers any more. */
  async replaced({ name, version, architecture }: ReplacedPackage): Promise<Archive | null> {
    const qualified = architecture === 'all' ? name : `${name}:${architecture}`;
    const [word = ''] = fromSources([{ name, version }]).packages;
    const packages = [word.replace(name, qualified)];
    const found = await this.download(again({ options: [], packages }));
    if ('kind' in found) return null;
    return found.find((one) => one.name === name && one.version === version) ?? null;
  }

  /** Downloads, where it fits. */
  async download(way: Way): Promise<readonly Archive[] | Refusal> {
    const asked = await this.#get(urisArguments(way, this.#place.stateFolder));
    if (asked.status !== 0) return this.#refused(asked);
    const archives = parseUris(asked.output);
    const bytes = archives.reduce((sum, one) => sum + (one.isLocal ? 0 : one.bytes), 0);
    const lack = await lackOfRoom(this.#place.root, [{ folder: archivesFolder, bytes }]);
    if (lack.length > 0) return refusal(lack);
    const args = downloadArguments(way, this.#place.lockSeconds);
    const ended = await this.#get(args, limits.download);
    return ended.status === 0 ? archives : this.#refused(ended);
  }

  /** What is worth keeping was kept, within bounds. */
  async discard(archives: readonly Archive[]): Promise<void> {
    const downloaded = archives.filter(({ isLocal }) => !isLocal);
    for (const { path } of downloaded) await rm(join(this.#place.root, path), { force: true });
  }

  async #refused(ended: Ended): Promise<Refusal> {
    const holders = lockWasTaken(ended.log) ? await lockHolders(this.#place.root) : [];
    return refusal([...errorsOf(ended), ...holders], ended.log);
  }

  async #needs(paths: readonly string[]): Promise<readonly Need[] | Refusal> {
    const needs: Need[] = [];
    for (const path of paths) {
      const args = ['--contents', path];
      const read = await this.#run({ program: 'dpkg-deb', args, timeoutMs: limits.query });
      if (read.status !== 0) return refusal([`${path} is no package`], read.log);
      needs.push(...needsOf(read.output));
    }
    return needs;
  }

  #get(args: readonly string[], timeoutMs = limits.query): Promise<Ended> {
    return this.#run({ program: 'apt-get', args, timeoutMs });
  }
}

interface ReplacedPackage extends OrderedPackage {
  readonly architecture: string;
}
