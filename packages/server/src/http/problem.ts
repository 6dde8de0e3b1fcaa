/** Errors as RFC 9457 problems, each with an id that finds it in the log. */

import { type Problem, problemMediaType } from '@daybreak/protocol/problem';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

type ProblemKind =
  | 'invalid-input'
  | 'not-logged-in'
  | 'login-refused'
  | 'token-not-valid'
  | 'forbidden'
  | 'not-found'
  | 'host-in-other-group'
  | 'link-not-valid'
  | 'request-unsigned'
  | 'request-forged'
  | 'request-replayed'
  | 'clock-skewed'
  | 'key-unknown'
  | 'key-in-use'
  | 'agent-revoked'
  | 'agent-cloned'
  | 'host-has-agent'
  | 'token-of-other-host'
  | 'posture-unknown'
  | 'order-begun'
  | 'too-busy'
  | 'too-large'
  | 'too-many-attempts';

const kinds: Record<ProblemKind, { readonly status: number; readonly title: string }> = {
  'invalid-input': { status: 400, title: 'The input is not valid' },
  'not-logged-in': { status: 401, title: 'Please log in' },
  'login-refused': { status: 401, title: 'The name or the password is not right' },
  'token-not-valid': { status: 401, title: 'This enrolment token does not work' },
  forbidden: { status: 403, title: 'This request was not accepted' },
  'not-found': { status: 404, title: 'Not found' },
  'host-in-other-group': { status: 409, title: 'This host is not of the group' },
  'request-unsigned': { status: 401, title: 'This request is not signed as it must be' },
  'request-forged': { status: 401, title: 'The signature is not over this request' },
  'clock-skewed': { status: 401, title: 'The clocks are too far apart' },
  'key-unknown': { status: 401, title: 'No host has this key' },
  'agent-revoked': { status: 403, title: 'This agent was revoked' },
  'request-replayed': { status: 409, title: 'This request came before' },
  'agent-cloned': { status: 409, title: 'Two machines have the key of this host' },
  'key-in-use': { status: 409, title: 'A host has this key already' },
  'host-has-agent': { status: 409, title: 'This host has an agent already' },
  'token-of-other-host': { status: 409, title: 'This token is for another host' },
  'posture-unknown': { status: 409, title: 'The posture before is not known' },
  'order-begun': { status: 409, title: 'This order cannot be cancelled any more' },
  'link-not-valid': { status: 410, title: 'This link does not work any more' },
  'too-large': { status: 413, title: 'This is too large' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  'too-busy': { status: 503, title: 'Too much is waiting here' },
};

interface RefusalFacts {
  readonly retryAfterSeconds?: number;
  /** Which parts of the input are wrong. */
  readonly errors?: readonly { readonly place: string; readonly message: string }[];
}

/** An expected refusal; thrown in a handler, it becomes the answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: ProblemKind;
  readonly facts: RefusalFacts;

  constructor(kind: ProblemKind, detail: string, facts: RefusalFacts = {}) {
    super(detail);
    this.kind = kind;
    this.facts = facts;
  }
}

/** Every error of this server and all its routes is answered with a problem. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error, request);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    if (error instanceof Refusal && error.facts.retryAfterSeconds !== undefined) {
      reply.header('retry-after', error.facts.retryAfterSeconds);
    }
    return sendProblem(reply, problem);
  });
}

export function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, refusalProblem('not-found', 'There is nothing here.', request));
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  // As text: an error must be told even where a route has no schema for it.
  return reply.code(problem.status).type(problemMediaType).send(JSON.stringify(problem));
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Refusal) {
    const { errors } = error.facts;
    const problem = refusalProblem(error.kind, error.message, request);
    return errors === undefined ? problem : { ...problem, errors: [...errors] };
  }
  if (hasZodFastifySchemaValidationErrors(error)) return validationProblem(error, request);
  const status = error.statusCode ?? 500;
  if (status === 413) return refusalProblem('too-large', error.message, request);
  if (status >= 400 && status < 500) {
    return { ...refusalProblem('invalid-input', error.message, request), status };
  }
  return {
    type: 'urn:daybreak:problem:internal',
    title: 'Something went wrong here',
    status: 500,
    detail: "The server's log tells more under this request's id.",
    instance: instanceOf(request),
  };
}

function refusalProblem(kind: ProblemKind, detail: string, request: FastifyRequest): Problem {
  const { status, title } = kinds[kind];
  const type = `urn:daybreak:problem:${kind}`;
  return { type, title, status, detail, instance: instanceOf(request) };
}

function validationProblem(
  error: { validation: { instancePath: string; message?: string }[]; validationContext?: string },
  request: FastifyRequest,
): Problem {
  const errors = error.validation.map(({ instancePath, message }) => ({
    place: `${error.validationContext ?? 'request'}${instancePath}`,
    message: message ?? 'is not valid',
  }));
  const detail = errors.map(({ place, message }) => `${place}: ${message}`).join('; ');
  return { ...refusalProblem('invalid-input', detail, request), errors };
}

function instanceOf(request: FastifyRequest): string {
  return `urn:daybreak:request:${request.id}`;
}
