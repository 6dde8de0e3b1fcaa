import type { TrustView } from '@daybreak/protocol/trust';
import { describe, expect, it } from 'vitest';
import { openssl, trustOf } from '../../tests/support/trust-view.ts';
import { currentManifests, leaveOf } from './leave.ts';

const now = new Date('2024-06-20T08:00:00.000Z');
const past = '2024-06-20T08:00:00.000Z';

const pacing = (stopped: boolean): TrustView['pacing'] => ({ ...trustOf().pacing, stopped });
const closed = { ...openssl, isOpen: false };
const runOut = { ...openssl, manifest: { ...openssl.manifest, until: past } };

describe('whether hosts may install anything', () => {
  it.each<[ReturnType<typeof leaveOf>, string, TrustView]>([
    ['open', 'something is open', trustOf()],
    ['nothing-open', 'nothing is', trustOf({ manifests: [closed] })],
    ['nothing-open', 'what is open has run out', trustOf({ manifests: [closed, runOut] })],
    ['nothing-approved', 'all has run out', trustOf({ manifests: [runOut] })],
    ['nothing-approved', 'there is nothing', trustOf({ manifests: [], manifestsExpire: null })],
    ['expired', 'the list has', trustOf({ manifestsExpire: past })],
    ['expired', 'the root has', trustOf({}, { expires: past })],
    ['halted', 'somebody has halted all', trustOf({ pacing: pacing(true) })],
    [
      'halted',
      'it is, whatever has expired',
      trustOf({ pacing: pacing(true), manifestsExpire: past }),
    ],
    ['no-root', 'nobody approves', { ...trustOf({ pacing: pacing(true) }), root: null }],
  ])('is %s where %s', (leave, _where, trust) => {
    expect(leaveOf(trust, now)).toBe(leave);
  });

  it('is not of manifests whose time has passed', () => {
    expect(currentManifests(trustOf({ manifests: [closed, runOut] }), now)).toEqual([closed]);
  });
});
