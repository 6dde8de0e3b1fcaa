/**
 * Public keys of agents. A key never changes under its id, so it may be remembered; whether it still
 * counts is asked of the database with each request.
 */

import type { KeyObject } from 'node:crypto';
import { readAgentKeys } from '@daybreak/storage/agent';
import type { Database } from '@daybreak/storage/database';
import { publicKeyFromBytes } from '@daybreak/trust/key';
import { Gatherer } from './gather.ts';

/** What more hosts than this cost is a look-up each, in batches. */
const rememberedMax = 50_000;

export class AgentKeys {
  readonly #known = new Map<string, KeyObject>();
  readonly #read: Gatherer<string, KeyObject | null>;

  constructor(database: Database) {
    this.#read = new Gatherer(async (ids) => {
      const keys = await readAgentKeys(database, [...new Set(ids)]);
      return ids.map((id) => {
        const bytes = keys.get(id);
        return bytes === undefined ? null : publicKeyFromBytes(bytes);
      });
    });
  }

  /** Null when no host has it. */
  find(id: string): KeyObject | Promise<KeyObject | null> {
    return this.#known.get(id) ?? this.#look(id);
  }

  async #look(id: string): Promise<KeyObject | null> {
    const key = await this.#read.add(id);
    if (key !== null) this.#known.set(id, key);
    // The one that was read first makes room: hosts ask in turn, so that none is asked for more.
    const [oldest] = this.#known.size > rememberedMax ? this.#known.keys() : [];
    if (oldest !== undefined) this.#known.delete(oldest);
    return key;
  }
}
