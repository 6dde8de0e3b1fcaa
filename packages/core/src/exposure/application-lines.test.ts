import { describe, expect, it } from 'vitest';
import type { KnownUpdate } from '../bulletin/index.ts';
import { type Line, updatesOf, withBranches } from './application-lines.ts';

const update = (id: string): KnownUpdate => ({
  id,
  supersedes: [],
  bulletin: '',
  title: '',
  published: '2024-07-09',
  kind: 'single',
  revision: null,
  restart: null,
});
const line = (application: string, ...updates: KnownUpdate[]): Line => ({
  application,
  groups: updates.map((one, at) => ({ advisories: [at], updates: [one] })),
});
const told = (lines: readonly Line[]) =>
  Object.fromEntries(
    lines.map((one) => [
      one.application,
      updatesOf(one)
        .map(({ id }) => id)
        .join(' '),
    ]),
  );

describe('a line without a branch', () => {
  it('is the GDR line where the two have an update in common', () => {
    const lines = [line('X', update('KB1')), line('X (GDR)', update('KB1'), update('KB2'))];
    expect(told(withBranches(lines))).toEqual({ 'X (GDR)': 'KB1 KB2 KB1' });
  });

  it('is its own where they have none', () => {
    const lines = [
      line('X', update('KB1')),
      line('X (GDR)', update('KB2')),
      line('Y', update('KB3')),
    ];
    expect(told(withBranches(lines))).toEqual({ X: 'KB1', 'X (GDR)': 'KB2', Y: 'KB3' });
  });
});
