import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { getCACertificates } from 'node:tls';

export interface WireRequest {
  readonly method: 'GET' | 'POST';
  /** As in the request line: `/api/agent/check-in`. */
  readonly target: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Empty for none. */
  readonly body: Uint8Array;
  /** What is longer is not read. */
  readonly bytesMax: number;
}

export type WireAnswer =
  | { readonly kind: 'response'; readonly status: number; readonly body: Uint8Array }
  | { readonly kind: 'outage'; readonly why: string }
  | { readonly kind: 'nonsense'; readonly why: string };

/** Carries a request to the server and back; whatever goes wrong is an answer too. */
export type Wire = (request: WireRequest) => Promise<WireAnswer>;

export interface WireOptions {
  readonly server: URL;
  /** PEM of whom alone to believe who the server is; null for whom the host believes anyway. */
  readonly authority: string | null;
  /** From the first byte sent to the last received. */
  readonly timeoutMs: number;
}

/**
 * Over connections that stay open: a handshake costs ten times what a check-in does. Disposing gives
 * up what is being asked, and nothing is asked any more.
 */
export function openWire({ server, authority, timeoutMs }: WireOptions): Wire & Disposable {
  const isTls = server.protocol === 'https:';
  const kept = { keepAlive: true, maxSockets: 2, maxFreeSockets: 1 };
  const agent = isTls
    ? new HttpsAgent({ ...kept, ca: authoritiesOf(authority), minVersion: 'TLSv1.2' })
    : new HttpAgent(kept);
  let isClosed = false;
  const send = (asked: WireRequest) =>
    new Promise<WireAnswer>((resolve) => {
      if (isClosed) return resolve({ kind: 'outage', why: 'the agent is being stopped' });
      const { method, fields, body } = asked;
      const headers = { ...fields, 'content-length': String(body.length) };
      const url = new URL(asked.target, server);
      const signal = AbortSignal.timeout(timeoutMs);
      const make = isTls ? httpsRequest : httpRequest;
      const request = make(url, { method, headers, agent, signal });
      request.on('error', (error) => resolve({ kind: 'outage', why: wordsOf(error) }));
      receive(request, asked.bytesMax, resolve);
      request.end(body);
    });
  const close = () => {
    isClosed = true;
    agent.destroy();
  };
  return Object.assign(send, { [Symbol.dispose]: close });
}

function receive(
  request: ClientRequest,
  bytesMax: number,
  resolve: (answer: WireAnswer) => void,
): void {
  request.on('response', (response) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    response.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= bytesMax) return;
      resolve({ kind: 'nonsense', why: `the answer is longer than ${bytesMax} bytes` });
      request.destroy();
    });
    response.on('error', (error) => resolve({ kind: 'outage', why: wordsOf(error) }));
    response.on('end', () => {
      const { statusCode = 0 } = response;
      resolve({ kind: 'response', status: statusCode, body: Buffer.concat(chunks) });
    });
  });
}

/** What the host's administrator has it believe; Node's own where that is nothing. */
function authoritiesOf(authority: string | null): string[] | string {
  if (authority !== null) return authority;
  const ofHost = getCACertificates('system');
  return ofHost.length > 0 ? ofHost : getCACertificates('bundled');
}

function wordsOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return `${typeof code === 'string' ? `${code}: ` : ''}${error.message}`.slice(0, 500);
}
