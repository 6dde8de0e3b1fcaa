import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { lookupAllowed, refuseLiteral } from './address.ts';

/** How much of an answer is let in: only its status counts. */
const answerMaxBytes = 65_536;

export interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/**
 * Sends once, follows nothing, and returns the status of the answer.
 * @throws Error of the network, RefusedAddress, AbortError
 */
export function post(address: URL, { headers, body, signal }: Post): Promise<number> {
  refuseLiteral(address);
  const request = address.protocol === 'https:' ? requestHttps : requestHttp;
  const content = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const sending = request(address, {
      method: 'POST',
      agent: false,
      lookup: lookupAllowed,
      signal,
      headers: { ...headers, 'content-length': content.length },
    });
    sending.on('error', reject);
    sending.on('response', (answer) => {
      let bytes = 0;
      answer.on('error', () => {});
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > answerMaxBytes) answer.destroy();
      });
      resolve(answer.statusCode ?? 0);
    });
    sending.end(content);
  });
}
