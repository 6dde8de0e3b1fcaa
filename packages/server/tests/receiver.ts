/**
 * A real receiver of webhooks, on HTTP or HTTPS. It checks signatures by itself, from the text of
 * the Standard Webhooks specification and with node:crypto, not with the library that signs.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly id: string;
  readonly timestamp: number;
  readonly signed: boolean;
  readonly path: string;
  readonly body: {
    readonly type: string;
    readonly text: string;
    readonly data: { readonly total: number; readonly notices: readonly Record<string, unknown>[] };
  };
}

export interface Receiver extends AsyncDisposable {
  readonly origin: string;
  readonly received: readonly Received[];
  /** How it answers from now on. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

const fine: Receiver['answer'] = (_request, response) => response.writeHead(204).end();

export async function startReceiver(
  secret: string,
  certificate?: { readonly key: string; readonly cert: string },
): Promise<Receiver> {
  const received: Received[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    received.push({ ...facts(request, body, secret), body: JSON.parse(body) });
    receiver.answer(request, response);
  };
  const server =
    certificate === undefined
      ? createServer((request, response) => void take(request, response))
      : createSecure(certificate, (request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    origin: `http${certificate === undefined ? '' : 's'}://localhost:${port}`,
    received,
    answer: fine,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

function facts({ headers, url = '' }: IncomingMessage, body: string, secret: string) {
  const [id, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const given = String(headers['webhook-signature'])
    .split(' ')
    .map((one) => one.split(','));
  const signed = given.some(([version, signature = '']) => {
    const bytes = Buffer.from(signature, 'base64');
    return version === 'v1' && bytes.length === 32 && timingSafeEqual(bytes, wanted);
  });
  return { id, timestamp: Number(timestamp), signed, path: url };
}
