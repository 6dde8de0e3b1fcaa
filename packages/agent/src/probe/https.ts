import { get } from 'node:https';
import type { Finding } from './finding.ts';
import { reasonOf, wholeMs } from './tls.ts';

const timeoutMs = 15_000;
/** Enough to see that a body comes; nobody reads it. */
const bodyMaxBytes = 1_000_000;

/** GET, with the chain verified. No redirect is followed: it is an answer. */
export function lookAtHttps(
  url: string,
  authorities: readonly string[],
  limitMs = wholeMs,
): Promise<Finding> {
  return new Promise((resolve) => {
    // A connection of its own: one that is open already says nothing of the next.
    const request = get(url, { ca: [...authorities], agent: false, timeout: timeoutMs });
    const end = (finding: Finding): void => {
      clearTimeout(limit);
      resolve(finding);
      request.destroy();
    };
    const limit = setTimeout(
      () => end({ state: 'critical', text: `not done within ${limitMs / 1000} s` }),
      limitMs,
    );
    request.once('timeout', () =>
      end({ state: 'critical', text: `no answer within ${timeoutMs / 1000} s` }),
    );
    request.once('error', (error) => end({ state: 'critical', text: reasonOf(error) }));
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      const finding = {
        state: status < 400 ? 'ok' : 'critical',
        text: `status ${status}`,
      } as const;
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > bodyMaxBytes) end(finding);
      });
      response.once('end', () => end(finding));
      response.once('aborted', () => end({ state: 'critical', text: 'the answer broke off' }));
    });
  });
}
