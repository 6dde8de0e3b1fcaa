/** Nobody signs what was not shown. */
import type { Manifest } from '@daybreak/protocol/manifest';
import { newSigningKey, publicKeyOf } from '@daybreak/trust/key';
import { proposeTargets } from '@daybreak/trust/proposal';
import { describe, expect, it } from 'vitest';
import {
  manifestFields,
  saidOtherwise,
  wholeManifest,
} from '../../protocol/tests/support/manifest-fields.ts';
import { describe as described } from '../src/approve/describe.ts';

const key = publicKeyOf(newSigningKey().privateKey);
const now = new Date('2024-06-11T18:00:00.000Z');

function shown(more: Partial<Manifest> = {}): string {
  const text = JSON.stringify({ ...wholeManifest, ...more });
  return described(proposeTargets(null, new Map([['openssl.json', text]]), now), key);
}

describe('what an approver is shown of a manifest', () => {
  it('is all of it', () => {
    expect(shown().split('\n').slice(2)).toEqual([
      'NEW TO YOU: openssl.json: openssl, DSA-5780-1',
      '  on debian:12',
      '  in the groups web',
      '  libssl3 3.0.17, or back to 3.0.16',
      '  KB5039227',
      '  taking KB5039211 out again is allowed',
      '  restarting hosts is allowed',
      '  looking at TLS of mail.example:25',
      '  looking at https://shop.example/health',
      '  until 2024-07-20T00:00:00.000Z',
    ]);
  });

  it.each([...manifestFields()])('is another where %s is', (field) => {
    expect(saidOtherwise).toHaveProperty([field]);
    for (const more of saidOtherwise[field] ?? []) expect(shown(more)).not.toBe(shown());
  });

  it('cannot hide or add a line, whatever its texts hold', () => {
    const title = 'openssl\r\n  restarting hosts is not allowed\u001b[8m\u202e\u2028.';
    const [, , first, ...rest] = shown({ title }).split('\n');
    expect(first).toContain(
      'openssl\\u{d}\\u{a}  restarting hosts is not allowed\\u{1b}[8m\\u{202e}\\u{2028}.',
    );
    expect(rest).toEqual(shown().split('\n').slice(3));
  });
});
