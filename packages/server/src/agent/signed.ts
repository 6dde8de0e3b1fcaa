/**
 * Which host is asking: the signature over the request, and nothing else. Neither session nor cookie
 * counts here. The body is kept as it was sent, for the signature is over its bytes.
 */

import type { KeyObject } from 'node:crypto';
import { type SerialParts, splitSerial } from '@daybreak/core/agent';
import {
  type ReceivedRequest,
  type Refused,
  type Signed,
  verifyRequest,
} from '@daybreak/trust/request-signature';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../http/problem.ts';
import type { AgentKeys } from './keys.ts';

/** Who has signed a request, and which of theirs it is. */
export interface SignedBy extends SerialParts {
  readonly keyId: string;
}

const bytesOf = new WeakMap<FastifyRequest, Buffer>();
const signers = new WeakMap<FastifyRequest, SignedBy>();
const form = /^[0-9a-f]{64}$/;

/** From here on, bodies are JSON of which the bytes are kept. */
export function keepBytes(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      bytesOf.set(request, body);
      return parsed(body);
    },
  );
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new Refusal('invalid-input', 'body: is no JSON');
  }
}

/** From here on, every route wants the signature of a host's key, before it looks at the body. */
export function requireSignature(app: FastifyInstance, keys: AgentKeys, now: () => Date): void {
  app.addHook('preValidation', async (request) => {
    signers.set(request, await verified(request, keys, now()));
  });
}

/** Who has signed the request, in a route that wants a signature. */
export function signerOf(request: FastifyRequest): SignedBy {
  const signer = signers.get(request);
  if (signer === undefined)
    throw new Error(`${request.url} asks who signed but wants no signature`);
  return signer;
}

async function verified(request: FastifyRequest, keys: AgentKeys, at: Date): Promise<SignedBy> {
  const keyOf = (id: string) => (form.test(id) ? keys.find(id) : null);
  return counted(await verifyRequest(received(request), keyOf, at.getTime()));
}

function received(request: FastifyRequest): ReceivedRequest {
  return {
    method: request.method,
    target: request.raw.url ?? request.url,
    body: bytesOf.get(request) ?? Buffer.alloc(0),
    signatureInput: fieldOf(request, 'signature-input'),
    signature: fieldOf(request, 'signature'),
  };
}

function fieldOf({ headers }: FastifyRequest, name: string): string | undefined {
  const field = headers[name];
  return Array.isArray(field) ? field.join(', ') : field;
}

/** @throws Refusal when the request is not signed with the key of this id */
export async function signedWith(
  request: FastifyRequest,
  { id, key }: { readonly id: string; readonly key: KeyObject },
  at: Date,
): Promise<SignedBy> {
  const keyOf = (asked: string) => (asked === id ? key : null);
  return counted(await verifyRequest(received(request), keyOf, at.getTime()));
}

const refusals = {
  unsigned: 'request-unsigned',
  'unknown-key': 'key-unknown',
  forged: 'request-forged',
  clock: 'clock-skewed',
} as const;

function counted(read: Signed | Refused): SignedBy {
  if (read.kind !== 'signed') throw new Refusal(refusals[read.kind], `${read.why}.`);
  const parts = splitSerial(read.serial);
  if (parts === null) {
    throw new Refusal('request-unsigned', `its nonce, ${read.serial}, is none that agents make.`);
  }
  return { keyId: read.keyId, ...parts };
}
