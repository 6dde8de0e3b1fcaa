import type {
  AgentStatus,
  CheckInAnswer,
  DocumentKind,
  HostPosture,
} from '@daybreak/protocol/agent';
import type { HostDriver } from '../driver/index.ts';
import { documentHashOf, type PostureKeeper } from '../inventory/index.ts';
import type { Journal } from '../order/index.ts';
import type { LastPoll } from '../poll/index.ts';
import type { Answer, ServerClient } from '../server-client/index.ts';
import { agentVersion } from '../version/index.ts';
import type { Watcher } from '../watch/index.ts';
import { type Look, look, notLooked } from './look.ts';
import type { OrderDesk } from './order-desk.ts';
import type { Sources } from './sources.ts';
import type { TrustKeeper } from './trust-keeper.ts';
import type { Work } from './work.ts';

export interface AgentParts {
  readonly client: ServerClient;
  readonly instance: string;
  readonly driver: HostDriver;
  readonly journal: Journal;
  readonly desk: OrderDesk;
  readonly work: Work;
  readonly watcher: Watcher;
  readonly trust: TrustKeeper;
  readonly sources: Sources;
  readonly postures: PostureKeeper;
  readonly bootedAt: Date | null;
  readonly now: () => Date;
  readonly monotonicMs: () => number;
  readonly log: (line: string) => void;
}

/** One host's side of the talk: what it says, and what it makes of what it hears. */
export class Agent {
  readonly #parts: AgentParts;
  #look: Look = notLooked;
  #failures = 0;
  /** As the server asked last; null before it has. */
  pollSeconds: number | null = null;
  /** Of the last check-in that the server answered. */
  contactAt: Date | null = null;
  /** Why the last attempt came to nothing; empty where it did not. */
  trouble = '';

  constructor(parts: AgentParts) {
    this.#parts = parts;
  }

  /** Says what there is to say, once. Nothing that can come back ends the agent. */
  async poll(): Promise<LastPoll> {
    try {
      await this.#prepare();
      await this.#parts.desk.tellAll();
      const askedMs = this.#parts.monotonicMs();
      const answer = await this.#checkIn();
      if (answer.kind !== 'answered') return this.#failed(`${answer.kind}: ${answer.why}`);
      await this.#follow(answer.value, askedMs);
      return this.#succeeded();
    } catch (error) {
      return this.#failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  get status(): AgentStatus {
    const { bootedAt, trust, journal, desk } = this.#parts;
    const { restart, hindrances } = this.#look;
    const full = journal.isFull ? ['the journal of orders is full: no order is taken'] : [];
    return {
      version: agentVersion,
      bootedAt: bootedAt?.toISOString() ?? null,
      trust: trust.status,
      restart,
      hindrances: [...full, ...hindrances].slice(0, 50),
      doing: desk.doing,
    };
  }

  async #prepare(): Promise<void> {
    const { desk, work, sources, trust, journal, driver, now, monotonicMs } = this.#parts;
    desk.recoverOpen();
    if (desk.doing !== null) return; // What dpkg shows meanwhile is neither before nor after.
    this.#look = await look(driver);
    if (work.isBusy) return;
    await trust.refreshIfDue(monotonicMs());
    await journal.forgetOld(now());
    if (sources.isDue(monotonicMs())) {
      work.start(() => sources.refresh(now, monotonicMs()));
    } else {
      await sources.reread();
    }
  }

  #checkIn(): Promise<Answer<CheckInAnswer>> {
    const { client, instance, sources, watcher } = this.#parts;
    const hashOf = (document: object | null) => document && documentHashOf(document);
    return client.checkIn({
      instance,
      posture: hashOf(this.#look.posture),
      candidates: hashOf(sources.candidates),
      candidatesAt: sources.answeredAt?.toISOString() ?? null,
      status: documentHashOf(this.status),
      health: hashOf(watcher.health),
    });
  }

  async #follow(
    { pollSeconds, wants, order, watch }: CheckInAnswer,
    askedMs: number,
  ): Promise<void> {
    this.pollSeconds = pollSeconds;
    this.#parts.watcher.follow(watch);
    for (const kind of new Set(wants)) {
      const answer = await this.#upload(kind);
      if (answer !== null && answer.kind !== 'answered') {
        this.#parts.log(`the server does not take the ${kind}: ${answer.why}`);
      }
    }
    if (order !== null) await this.#parts.desk.take(order, askedMs + order.leaseMs);
  }

  /** Null where the host does not have what is asked for. */
  async #upload(kind: DocumentKind): Promise<Answer<unknown> | null> {
    const { client, instance, sources, watcher } = this.#parts;
    switch (kind) {
      case 'posture':
        return this.#look.posture === null ? null : this.#uploadPosture(this.#look.posture);
      case 'candidates': {
        const { candidates } = sources;
        return candidates === null ? null : client.upload(kind, { instance, candidates });
      }
      case 'status':
        return client.upload(kind, { instance, status: this.status });
      case 'health': {
        const { health } = watcher;
        return health === null ? null : client.upload(kind, { instance, health });
      }
      default:
        return kind satisfies never;
    }
  }

  #uploadPosture(posture: HostPosture): Promise<Answer<unknown>> {
    const { client, instance, postures } = this.#parts;
    return postures.send(client, instance, posture);
  }

  #succeeded(): LastPoll {
    if (this.#failures > 0) this.#parts.log('the server answers again');
    this.#failures = 0;
    this.trouble = '';
    this.contactAt = this.#parts.now();
    return { kind: 'answered', isBusy: this.#parts.work.isBusy };
  }

  #failed(why: string): LastPoll {
    if (why !== this.trouble) this.#parts.log(`no check-in: ${why}`);
    this.#failures += 1;
    this.trouble = why;
    return { kind: 'failed', count: this.#failures };
  }
}
