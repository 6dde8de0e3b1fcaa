/** What is found of the things in scope on each posture, once. */

import { setImmediate as breathe } from 'node:timers/promises';
import type { PostureThen } from '@daybreak/core/compliance';
import { type Named, productNameOfHost } from '@daybreak/core/exposure';
import { type InventoryRole, inventoryRole } from '@daybreak/core/host-facts';
import { type PostureFacts, runningSystem } from '@daybreak/core/inventory';
import type { Reader } from '@daybreak/storage/database';
import { readPostures } from '@daybreak/storage/host';
import type { ExposureOnDay } from '../exposure/index.ts';
import { hostOf } from '../update/board.ts';

/** Other requests get their turn after this many postures. */
const posturesPerTurn = 20;
const factsBatch = 1_000;

/** What a posture says of every host that has it. */
export interface KnownPosture {
  readonly osName: string;
  readonly inventoryRole: InventoryRole | null;
  readonly product: string;
  readonly build: string;
  /** For each list of names that was asked, in their order. */
  readonly then: readonly PostureThen[];
}

export class Postures {
  readonly #reader: Reader;
  readonly #exposure: ExposureOnDay;
  /** What any of the scopes names, once. */
  readonly #names: readonly Named[];
  /** For each scope, where its names are among these. */
  readonly #places: readonly (readonly number[])[];
  readonly #known = new Map<string, KnownPosture>();

  constructor(reader: Reader, exposure: ExposureOnDay, scopes: readonly (readonly Named[])[]) {
    this.#reader = reader;
    this.#exposure = exposure;
    const names = new Map(scopes.flat().map((named) => [keyOf(named), named]));
    const places = new Map([...names.keys()].map((key, place) => [key, place]));
    this.#names = [...names.values()];
    this.#places = scopes.map((scope) => scope.flatMap((named) => places.get(keyOf(named)) ?? []));
  }

  of(hash: string | null): KnownPosture | null {
    return hash === null ? null : (this.#known.get(hash) ?? null);
  }

  /** Finds what is not found yet, and gives way to other requests meanwhile. */
  async learn(hashes: Iterable<string>): Promise<void> {
    const missing = [...new Set(hashes)].filter((hash) => !this.#known.has(hash));
    for (let start = 0; start < missing.length; start += factsBatch) {
      const facts = await readPostures(this.#reader, missing.slice(start, start + factsBatch));
      let found = 0;
      for (const [hash, one] of facts) {
        this.#known.set(hash, this.#find(one));
        found += 1;
        if (found % posturesPerTurn === 0) await breathe();
      }
    }
  }

  #find(facts: PostureFacts): KnownPosture {
    const host = hostOf(facts);
    const product = productNameOfHost(facts);
    const build = runningSystem(facts);
    // All at once: what is installed is the same for each of them.
    const found = this.#exposure.find(host, this.#names);
    const then = this.#places.map((places) => ({
      product,
      build,
      findings: places.flatMap((place) => found[place] ?? []),
    }));
    const role = inventoryRole(facts);
    return { osName: facts.osName, inventoryRole: role, product, build, then };
  }
}

/** Names are shown as the directive writes them: those in another letter case stay apart. */
function keyOf({ kind, name }: Named): string {
  return `${kind} ${name}`;
}
