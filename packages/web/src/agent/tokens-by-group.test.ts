import { expect, it } from 'vitest';
import { tokensByGroup } from './tokens-by-group.ts';

const token = (id: string, group: string, expiresAt: string, name: string | null = null) => ({
  ...{ id, group, expiresAt, createdBy: 'Ada', createdAt: '2024-06-20T08:00:00.000Z' },
  host: name === null ? null : { id: name, name },
});

it('unused tokens are counted by group, those for one host apart, with their first end', () => {
  const tokens = [
    token('1', 'shop', '2024-06-21T09:00:00.000Z'),
    token('2', '', '2024-06-21T08:00:00.000Z'),
    token('3', 'shop', '2024-06-21T07:00:00.000Z'),
    token('4', 'shop', '2024-06-21T07:00:00.000Z', 'web-1'),
  ];
  expect(tokensByGroup(tokens)).toEqual([
    { group: 'shop', host: null, ids: ['1', '3'], expiresAt: '2024-06-21T07:00:00.000Z' },
    { group: '', host: null, ids: ['2'], expiresAt: '2024-06-21T08:00:00.000Z' },
    { group: 'shop', host: 'web-1', ids: ['4'], expiresAt: '2024-06-21T07:00:00.000Z' },
  ]);
});
