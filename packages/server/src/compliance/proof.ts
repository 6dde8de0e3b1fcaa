/** What directives, facts and postures say of hosts as of an instant. */

import { setImmediate as breathe } from 'node:timers/promises';
import { Compliance, type HostCompliance, type Knowing } from '@daybreak/core/compliance';
import { type Directive, kevAddedAsOf } from '@daybreak/core/directive';
import type { Named } from '@daybreak/core/exposure';
import { effectiveFacts, type FactRule } from '@daybreak/core/host-facts';
import { utcDay } from '@daybreak/core/time';
import { listAttestations } from '@daybreak/storage/attestation';
import type { Reader } from '@daybreak/storage/database';
import { listExceptions } from '@daybreak/storage/exception';
import { listFactRules } from '@daybreak/storage/host-facts';
import { type AlikeHosts, type HostThen, listProducts } from '@daybreak/storage/host-then';
import type { ServerContext } from '../context/index.ts';
import { type KnownPosture, Postures } from './postures.ts';

export interface ProofQuestion {
  readonly directives: readonly Directive[];
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly knowing: Knowing;
}

export interface JudgedHost {
  readonly host: HostThen;
  readonly role: string | null;
  readonly owner: string | null;
  /** Null where there was no inventory of it yet. */
  readonly posture: KnownPosture | null;
  /** By the directives in their order. */
  readonly answers: readonly HostCompliance[];
}

export interface JudgedAlike {
  readonly alike: AlikeHosts;
  /** Of each of them, by the directives in their order. */
  readonly answers: readonly HostCompliance[];
}

/** While hosts are judged, other requests get their turn after this many. */
const judgedPerTurn = 250;

export class Proof {
  readonly reader: Reader;
  readonly at: Date;
  readonly compliances: readonly Compliance[];
  readonly #postures: Postures;
  readonly #rules: readonly FactRule[];

  /** Reads what is the same for all hosts. */
  static async prepare(context: ServerContext, question: ProofQuestion): Promise<Proof> {
    const { database, exposure } = context;
    const onDay = exposure.onDay(utcDay(question.atMs));
    for await (const _product of onDay.prepare(await listProducts(database))) await breathe();
    const exceptions = await listExceptions(database);
    const attestations = await listAttestations(database);
    const kevAdded = kevAddedAsOf(exposure.threats().knowledge, utcDay(question.atMs));
    const compliances = question.directives.map(
      (directive) =>
        new Compliance({
          ...question,
          directive,
          kevAdded,
          exceptions,
          attestations: attestations.filter((one) => one.directive === directive.id),
        }),
    );
    const postures = new Postures(database, onDay, compliances.map(namesOf));
    const at = new Date(question.atMs);
    return new Proof(database, at, compliances, postures, await listFactRules(database));
  }

  private constructor(
    reader: Reader,
    at: Date,
    compliances: readonly Compliance[],
    postures: Postures,
    rules: readonly FactRule[],
  ) {
    this.reader = reader;
    this.at = at;
    this.compliances = compliances;
    this.#postures = postures;
    this.#rules = rules;
  }

  /** Ids of the hosts that are judged by themselves, whatever they share with others. */
  get named(): readonly string[] {
    return [...new Set(this.compliances.flatMap(({ named }) => [...named]))];
  }

  /** Host by host. */
  async judge(hosts: readonly HostThen[]): Promise<readonly JudgedHost[]> {
    await this.#postures.learn(hosts.flatMap(({ posture }) => posture ?? []));
    return inTurns(hosts, (host) => this.#judgeHost(host));
  }

  /** Once for all that are alike. */
  async judgeAlike(all: readonly AlikeHosts[]): Promise<readonly JudgedAlike[]> {
    await this.#postures.learn(all.map(({ posture }) => posture));
    return inTurns(all, (alike) => {
      const { role, group } = alike;
      const then = this.#postures.of(alike.posture)?.then;
      const answers = this.compliances.map((compliance, at) =>
        compliance.ofUnnamed({ role, group, groupKnown: true, posture: then?.[at] ?? null }),
      );
      return { alike, answers };
    });
  }

  #judgeHost(host: HostThen): JudgedHost {
    const { id, group, groupKnown, explicit } = host;
    const posture = this.#postures.of(host.posture);
    const subject = {
      ...host,
      osName: posture?.osName ?? '',
      inventoryRole: posture?.inventoryRole ?? null,
    };
    const facts = effectiveFacts(subject, explicit, this.#rules);
    const role = facts.role?.value ?? null;
    const answers = this.compliances.map((compliance, index) =>
      compliance.of({ id, role, group, groupKnown, posture: posture?.then[index] ?? null }),
    );
    return { host, role, owner: facts.owner?.value ?? null, posture, answers };
  }
}

async function inTurns<T, R>(all: readonly T[], judge: (one: T) => R): Promise<readonly R[]> {
  const judged: R[] = [];
  for (const one of all) {
    judged.push(judge(one));
    if (judged.length % judgedPerTurn === 0) await breathe();
  }
  return judged;
}

/** What the directive is about, as far as it was in force. */
function namesOf({ order }: Compliance): readonly Named[] {
  const { advisories = [], updates = [] } = order?.terms.scope ?? {};
  return [
    ...advisories.map((name) => ({ kind: 'advisory' as const, name })),
    ...updates.map((name) => ({ kind: 'update' as const, name })),
  ];
}
