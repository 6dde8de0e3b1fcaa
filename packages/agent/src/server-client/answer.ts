import { problem } from '@daybreak/protocol/problem';
import type { z } from 'zod';
import type { WireAnswer } from './wire.ts';

/**
 * What a request came to. `outage`: nobody answered, or a server that cannot now; the same may be
 * asked again. `refused`: the server understood and says no. `nonsense`: an answer that no server of
 * ours gives, from whoever stands between.
 */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'outage'; readonly why: string }
  | { readonly kind: 'refused'; readonly status: number; readonly why: string }
  | { readonly kind: 'nonsense'; readonly why: string };

/** Statuses of a server, or of a relay before it, that is there and cannot answer now. */
const notNow: ReadonlySet<number> = new Set([408, 425, 429]);

/** @param schema what an answer of 2xx holds */
export function readAnswer<T>(answer: WireAnswer, schema: z.ZodType<T>): Answer<T> {
  if (answer.kind !== 'response') return answer;
  const { status, body } = answer;
  if (status >= 500 || notNow.has(status)) return { kind: 'outage', why: `status ${status}` };
  const document = documentIn(body);
  if (status >= 200 && status < 300) {
    const read = schema.safeParse(document);
    if (read.success) return { kind: 'answered', value: read.data };
    return { kind: 'nonsense', why: `the answer is none: ${placesIn(read.error)}` };
  }
  const said = problem.safeParse(document);
  return said.success && status >= 400
    ? { kind: 'refused', status, why: `${said.data.title}: ${said.data.detail}`.slice(0, 1000) }
    : { kind: 'nonsense', why: `status ${status} without a problem document` };
}

/** Undefined where there is none, or none that can be read: no schema of ours takes that for something. */
function documentIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

function placesIn({ issues }: z.ZodError): string {
  const places = issues.slice(0, 3).map(({ path, message }) => `${path.join('.')} ${message}`);
  return places.join('; ').slice(0, 500);
}
