import { expect, it } from 'vitest';
import { status } from '../../../server/tests/agent.ts';
import { againstOrder } from './against-order.ts';

const at = '2024-06-20T08:00:00.000Z';
const trust = { state: 'trusted', rootVersion: 1, why: '' } as const;
const said = { ...status, trust };
const ready = { clone: null, isSilent: false, status: { at, said } };

it('nothing is said against an order where its host is well', () => {
  expect(againstOrder(ready)).toBeNull();
});

it.each([
  ['a copied key', { clone: { noticedAt: at, why: '' } }, 'neither gets an order'],
  ['silence', { isSilent: true }, 'silent'],
  ['an agent that has said nothing', { status: null }, 'not said yet whom it believes'],
  [
    'what is forged',
    { status: { at, said: { ...said, trust: { ...trust, state: 'forged' as const } } } },
    'The host refuses: not signed by those whom it believes.',
  ],
  [
    'a full disk',
    { status: { at, said: { ...said, hindrances: ['The disk is full.'] } } },
    'can do nothing now: The disk is full.',
  ],
])('%s is said before an order is placed', (_, more, expected) => {
  expect(againstOrder({ ...ready, ...more })).toContain(expected);
});
