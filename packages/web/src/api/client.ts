/**
 * The way to the server. Every answer is checked against its schema before a screen sees it; every
 * request that changes something carries the session's CSRF token.
 */
import { problem, problemMediaType } from '@daybreak/protocol/problem';
import type { z } from 'zod';
import { ProblemError, UnexpectedAnswerError, UnreachableError } from './errors.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What is sent: a form as it is, anything else as JSON. */
type Body = FormData | Readonly<Record<string, unknown>>;

export class Api {
  /** Of the session that is open; empty for none. */
  csrfToken = '';

  /** @throws ProblemError, UnreachableError, UnexpectedAnswerError */
  async get<S extends z.ZodType>(path: string, schema: S, signal?: AbortSignal) {
    return this.#ask('GET', path, schema, undefined, signal);
  }

  /** @throws ProblemError, UnreachableError, UnexpectedAnswerError */
  async post<S extends z.ZodType>(path: string, schema: S, body?: Body) {
    return this.#ask('POST', path, schema, body);
  }

  /** @throws ProblemError, UnreachableError, UnexpectedAnswerError */
  async put<S extends z.ZodType>(path: string, schema: S, body?: Body) {
    return this.#ask('PUT', path, schema, body);
  }

  /** @throws ProblemError, UnreachableError, UnexpectedAnswerError */
  async patch<S extends z.ZodType>(path: string, schema: S, body: Body) {
    return this.#ask('PATCH', path, schema, body);
  }

  /** @throws ProblemError, UnreachableError, UnexpectedAnswerError */
  async delete<S extends z.ZodType>(path: string, schema: S) {
    return this.#ask('DELETE', path, schema);
  }

  async #ask<S extends z.ZodType>(
    method: Method,
    path: string,
    schema: S,
    body?: Body,
    signal?: AbortSignal,
  ): Promise<z.infer<S>> {
    const response = await this.#send(method, path, body, signal);
    if (!response.ok) throw await problemOf(response);
    return checked(schema, await contentOf(response), `${method} ${path}`);
  }

  async #send(method: Method, path: string, body?: Body, signal?: AbortSignal) {
    const headers = new Headers({ accept: `application/json, ${problemMediaType}` });
    if (method !== 'GET') headers.set('x-csrf-token', this.csrfToken);
    const init: RequestInit = { method, headers, signal: signal ?? null };
    if (body instanceof FormData) init.body = body;
    else if (body !== undefined) {
      headers.set('content-type', 'application/json');
      init.body = JSON.stringify(body);
    }
    try {
      return await fetch(path, init);
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new UnreachableError('No answer came from the Daybreak server.', { cause });
    }
  }
}

async function contentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

async function problemOf(response: Response): Promise<Error> {
  const told = problem.safeParse(await contentOf(response));
  if (told.success) return new ProblemError(told.data);
  return new UnexpectedAnswerError(`The answer was ${response.status}, without a reason.`);
}

function checked<S extends z.ZodType>(schema: S, content: unknown, what: string): z.infer<S> {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new UnexpectedAnswerError(`${what}: ${place} ${issue?.message ?? 'is not as agreed'}`);
}
