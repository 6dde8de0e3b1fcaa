import { composeSerial } from '@daybreak/core/agent';
import {
  type AgentEnrolment,
  type CheckIn,
  type CheckInAnswer,
  checkInAnswer,
  type DocumentKind,
  type EnrolledAgent,
  enrolledAgent,
  type evidenceUpload,
  type orderReportUpload,
} from '@daybreak/protocol/agent';
import { type RequestSigner, signRequest } from '@daybreak/trust/request-signature';
import { z } from 'zod';
import { type Answer, readAnswer } from './answer.ts';
import { agentRoutes } from './routes.ts';
import type { Wire } from './wire.ts';

type OrderReportUpload = z.infer<typeof orderReportUpload>;
type EvidenceUpload = z.infer<typeof evidenceUpload>;

/** An order names a thousand packages at most. */
const answerBytesMax = 1_000_000;

export interface ClientOptions {
  readonly wire: Wire;
  readonly signer: RequestSigner;
  /** How often the agent has started. */
  readonly start: number;
  readonly now: () => Date;
}

/**
 * What an agent says to its server, each request signed with the host's key and counted. One after
 * the other, because a request that comes after a later one does not count.
 */
export class ServerClient {
  readonly #options: ClientOptions;
  #count = 0;
  #before: Promise<unknown> = Promise.resolve();

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  enrol(enrolment: AgentEnrolment): Promise<Answer<EnrolledAgent>> {
    return this.#post(agentRoutes.enrol, enrolment, enrolledAgent);
  }

  checkIn(checkIn: CheckIn): Promise<Answer<CheckInAnswer>> {
    return this.#post(agentRoutes.checkIn, checkIn, checkInAnswer);
  }

  /** @param upload as the kind's schema in the protocol has it */
  upload(kind: DocumentKind, upload: object): Promise<Answer<unknown>> {
    return this.#post(agentRoutes.document(kind), upload, z.unknown());
  }

  report(order: string, upload: OrderReportUpload): Promise<Answer<unknown>> {
    return this.#post(agentRoutes.reports(order), upload, z.unknown());
  }

  /** @param upload the evidence with its hash */
  handOver(order: string, upload: EvidenceUpload): Promise<Answer<unknown>> {
    return this.#post(agentRoutes.evidence(order), upload, z.unknown());
  }

  #post<T>(target: string, message: object, schema: z.ZodType<T>): Promise<Answer<T>> {
    const answer = this.#before.then(() => this.#send(target, message, schema));
    this.#before = answer.catch(() => undefined); // Whoever asked is told.
    return answer;
  }

  async #send<T>(target: string, message: object, schema: z.ZodType<T>): Promise<Answer<T>> {
    const { wire, signer, start, now } = this.#options;
    this.#count += 1;
    const body = Buffer.from(JSON.stringify(message));
    const serial = composeSerial({ start, count: this.#count });
    const when = { atMs: now().getTime(), serial };
    const signed = signRequest({ method: 'POST', target, body }, signer, when);
    const fields = { ...signed, 'content-type': 'application/json', accept: 'application/json' };
    const answer = await wire({ method: 'POST', target, fields, body, bytesMax: answerBytesMax });
    return readAnswer(answer, schema);
  }
}
