/**
 * The standing of every posture that some host has now. Each distinct posture is assessed once for
 * what is known of its product, so that work follows distinct postures, not hosts: a host more is
 * a count more, and a bulletin touches only the postures of the products that it names.
 */

import { setImmediate as breathe } from 'node:timers/promises';
import type { ClosedAdvisories } from '@daybreak/core/exposure';
import type { Host, PostureFacts } from '@daybreak/core/inventory';
import type { Database } from '@daybreak/storage/database';
import { readPostures } from '@daybreak/storage/host';
import { countByPostureAndFacts, type PostureFactsCount } from '@daybreak/storage/host-facts';
import type { ExposureService } from '../exposure/index.ts';
import type { AdvisoryFacts } from './ranking.ts';
import { type Standing, StandingMaker } from './standing.ts';

export interface CountedStanding {
  /** Of the posture. */
  readonly hash: string;
  readonly hosts: number;
  /** How many of them are of the example fleet. */
  readonly example: number;
  /** The same hosts by what is known of them. */
  readonly classes: readonly PostureFactsCount[];
  readonly standing: Standing;
}

interface Entry {
  readonly host: Host;
  readonly basis: string;
  readonly standing: Standing;
}

const factsBatch = 1_000;
/** Other requests get their turn after this many assessments, of a millisecond or two each. */
const assessmentsPerTurn = 20;

export class StandingBoard implements AdvisoryFacts {
  readonly #database: Database;
  readonly #exposure: ExposureService;
  readonly #maker: StandingMaker;
  #entries = new Map<string, Entry>();
  /** One refresh at a time: the second who asks waits, and then finds most of it done. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(database: Database, exposure: ExposureService) {
    this.#database = database;
    this.#exposure = exposure;
    this.#maker = new StandingMaker(exposure.listedExploited());
  }

  /** Every posture that hosts have now, with how many have it and what it means. */
  current(): Promise<readonly CountedStanding[]> {
    const next = this.#turn.then(() => this.#refresh());
    this.#turn = next.catch(() => null);
    return next;
  }

  severityOf(advisory: string): string {
    return this.#maker.severityOf(advisory);
  }

  exploitedIn(closed: ClosedAdvisories): readonly string[] {
    return this.#maker.exploitedIn(closed);
  }

  async #refresh(): Promise<CountedStanding[]> {
    this.#listAnew();
    const counted = await countByPostureAndFacts(this.#database);
    const byPosture = Map.groupBy(counted, ({ hash }) => hash);
    const hosts = await this.#hostsOf(byPosture.keys());
    const entries = new Map<string, Entry>();
    let assessed = 0;
    for (const [hash, host] of hosts) {
      const kept = this.#entries.get(hash);
      const basis = this.#exposure.basisOf(host);
      if (kept?.basis === basis) {
        entries.set(hash, kept);
        continue;
      }
      entries.set(hash, {
        host,
        basis,
        standing: this.#maker.make(this.#exposure.summarise(host)),
      });
      assessed += 1;
      if (assessed % assessmentsPerTurn === 0) await breathe();
    }
    this.#entries = entries;
    return [...byPosture].flatMap(([hash, classes]) => {
      const entry = entries.get(hash);
      if (entry === undefined) return [];
      const [all, example] = [sumOf(classes, 'hosts'), sumOf(classes, 'example')];
      return [{ hash, hosts: all, example, classes, standing: entry.standing }];
    });
  }

  /** What is listed as exploited changes ranks only: no posture is assessed anew. */
  #listAnew(): void {
    if (!this.#maker.list(this.#exposure.listedExploited())) return;
    for (const [hash, entry] of this.#entries) {
      this.#entries.set(hash, { ...entry, standing: this.#maker.ranked(entry.standing) });
    }
  }

  async #hostsOf(hashes: Iterable<string>): Promise<Map<string, Host>> {
    const hosts = new Map<string, Host>();
    const missing: string[] = [];
    for (const hash of hashes) {
      const kept = this.#entries.get(hash);
      if (kept === undefined) missing.push(hash);
      else hosts.set(hash, kept.host);
    }
    for (let start = 0; start < missing.length; start += factsBatch) {
      const batch = missing.slice(start, start + factsBatch);
      for (const [hash, facts] of await readPostures(this.#database, batch)) {
        hosts.set(hash, hostOf(facts));
      }
    }
    return hosts;
  }
}

function sumOf(classes: readonly PostureFactsCount[], what: 'hosts' | 'example'): number {
  return classes.reduce((sum, counted) => sum + counted[what], 0);
}

/** A host that stands for all that share the posture. */
export function hostOf(facts: PostureFacts, name = '', domain = ''): Host {
  return { ...facts, name, domain };
}
