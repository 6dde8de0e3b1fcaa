/** Every host of the fleet, judged by directives as of an instant, a batch at a time. */

import { setImmediate as breathe } from 'node:timers/promises';
import { Compliance, type HostCompliance, type Knowing } from '@daybreak/core/compliance';
import { type Directive, kevAddedAsOf } from '@daybreak/core/directive';
import type { Named } from '@daybreak/core/exposure';
import { effectiveFacts, type FactRule } from '@daybreak/core/host-facts';
import { utcDay } from '@daybreak/core/time';
import { listAttestations } from '@daybreak/storage/attestation';
import { listExceptions } from '@daybreak/storage/exception';
import { listFactRules } from '@daybreak/storage/host-facts';
import {
  type HostPosition,
  type HostThen,
  hostsAt,
  listProducts,
} from '@daybreak/storage/host-then';
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

const batchSize = 1_000;
/** While hosts are judged, other requests get their turn after this many. */
const hostsPerTurn = 250;

export class Proof {
  readonly compliances: readonly Compliance[];
  readonly #context: ServerContext;
  readonly #question: ProofQuestion;
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
    return new Proof(context, question, compliances, postures, await listFactRules(database));
  }

  private constructor(
    context: ServerContext,
    question: ProofQuestion,
    compliances: readonly Compliance[],
    postures: Postures,
    rules: readonly FactRule[],
  ) {
    this.#context = context;
    this.#question = question;
    this.compliances = compliances;
    this.#postures = postures;
    this.#rules = rules;
  }

  /** Every host after this one, by name; all without. */
  async *hosts(after?: HostPosition): AsyncGenerator<readonly JudgedHost[]> {
    const { database } = this.#context;
    const at = new Date(this.#question.atMs);
    let last = after;
    for (;;) {
      const hosts = await hostsAt(database, { at, after: last, limit: batchSize });
      await this.#postures.learn(hosts.flatMap(({ posture }) => posture ?? []));
      const judged: JudgedHost[] = [];
      for (const host of hosts) {
        judged.push(this.#judge(host));
        if (judged.length % hostsPerTurn === 0) await breathe();
      }
      if (judged.length > 0) yield judged;
      if (hosts.length < batchSize) return;
      last = hosts.at(-1);
    }
  }

  #judge(host: HostThen): JudgedHost {
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

/** What the directive is about, as far as it was in force. */
function namesOf({ order }: Compliance): readonly Named[] {
  const { advisories = [], updates = [] } = order?.terms.scope ?? {};
  return [
    ...advisories.map((name) => ({ kind: 'advisory' as const, name })),
    ...updates.map((name) => ({ kind: 'update' as const, name })),
  ];
}
