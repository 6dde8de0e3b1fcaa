/** Keeps what is about to be replaced, and what comes, for going back without any source. */
import { join } from 'node:path';
import type { OrderedPackage } from './against-order.ts';
import type { InstalledPackage } from './installed.ts';
import { KeptArchives } from './kept-archives.ts';
import type { AptPlace } from './place.ts';
import type { Preparation } from './preparation.ts';
import type { Archive } from './uris.ts';

export class WayBack {
  readonly #place: AptPlace;
  readonly #preparation: Preparation;
  readonly #folder: string;
  readonly #kept: KeptArchives;

  constructor(place: AptPlace, preparation: Preparation) {
    this.#place = place;
    this.#preparation = preparation;
    this.#folder = join(place.stateFolder, 'packages');
    this.#kept = new KeptArchives(join(place.root, this.#folder), place.keptMaxBytes);
  }

  /** Where the host has the kept file of a package; null where there is none. */
  async file({ name, version }: OrderedPackage): Promise<string | null> {
    const file = await this.#kept.find({ name, version });
    return file === null ? null : join(this.#folder, file);
  }

  /** @returns what could not be kept, in words: there is no going back to that */
  async keep(
    order: readonly OrderedPackage[],
    before: readonly InstalledPackage[],
    archives: readonly Archive[],
  ): Promise<readonly string[]> {
    const replaced = replacedBy(order, before);
    const notes: string[] = [];
    for (const one of replaced) {
      const why = await this.#keepReplaced(one, replaced);
      if (why === null) continue;
      notes.push(`going back to ${one.name} ${one.version} may not be possible: ${why}`);
    }
    for (const archive of archives) {
      await this.#kept.keep(archive, join(this.#place.root, archive.path), [...replaced, ...order]);
    }
    return notes;
  }

  async #keepReplaced(
    one: InstalledPackage,
    needed: readonly InstalledPackage[],
  ): Promise<string | null> {
    if ((await this.#kept.find(one)) !== null) return null;
    const archive = await this.#preparation.replaced(one);
    if (archive === null) return 'no source offers it';
    const path = join(this.#place.root, archive.path);
    const why = await this.#kept.keep(archive, path, needed);
    await this.#preparation.discard([archive]);
    return why;
  }
}

function replacedBy(
  order: readonly OrderedPackage[],
  before: readonly InstalledPackage[],
): readonly InstalledPackage[] {
  const ordered = new Map(order.map(({ name, version }) => [name, version]));
  return before.filter(({ name, version }) => (ordered.get(name) ?? version) !== version);
}
