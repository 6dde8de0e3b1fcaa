import { describe, expect, it } from 'vitest';
import {
  type Exception,
  type ExceptionQuestion,
  endProblem,
  exceptionAt,
  exceptionState,
} from './exception.ts';

const at = (text: string) => Date.parse(text);
const exception: Exception = {
  id: '1',
  subject: { kind: 'host', id: 'h1', name: 'WEB-1' },
  object: { kind: 'update', name: 'KB1' },
  owner: 'Bo',
  reason: 'breaks the till',
  until: '2024-06-30',
  zone: 'Europe/Berlin',
  createdBy: 'Ada',
  createdMs: at('2024-06-01T00:00Z'),
  revokedBy: null,
  revokedMs: null,
};
const group: Exception = { ...exception, id: '2', subject: { kind: 'group', group: 'Shop' } };
const question: ExceptionQuestion = {
  hostId: 'h1',
  group: 'shop',
  object: { kind: 'update', name: 'kb1' },
};

describe('an exception', () => {
  it.each([
    ['2024-05-31T23:59Z', 'to-come'],
    ['2024-06-01T00:00Z', 'in-force'],
    ['2024-06-30T21:59:59Z', 'in-force'],
    ['2024-06-30T22:00Z', 'ended'],
  ])('is at %s %s', (instant, state) => {
    expect(exceptionState(exception, at(instant))).toBe(state);
    const found = exceptionAt([exception], question, at(instant));
    expect(found).toBe(state === 'in-force' ? exception : null);
  });

  it('that is revoked held until then', () => {
    const revoked = { ...exception, revokedBy: 'Ada', revokedMs: at('2024-06-10T00:00Z') };
    expect(exceptionState(revoked, at('2024-06-09T00:00Z'))).toBe('in-force');
    expect(exceptionState(revoked, at('2024-06-10T00:00Z'))).toBe('revoked');
  });

  it('of a host that was removed has ended', () => {
    const removed = { ...exception, subject: { kind: 'host' as const, id: null, name: 'WEB-1' } };
    expect(exceptionState(removed, at('2024-06-10T00:00Z'))).toBe('ended');
  });

  it.each<[string, Partial<ExceptionQuestion>, string | undefined]>([
    ['the host itself', { group: null }, '1'],
    ['another host of the group', { hostId: 'h2' }, '2'],
    ['a host of no group', { hostId: 'h2', group: null }, undefined],
    ['another update', { object: { kind: 'update', name: 'KB2' } }, undefined],
    ['an advisory of that name', { object: { kind: 'advisory', name: 'KB1' } }, undefined],
  ])('for %s: %j', (_, more, id) => {
    const now = at('2024-06-10T00:00Z');
    expect(exceptionAt([exception, group], { ...question, ...more }, now)?.id).toBe(id);
  });

  it('that lasts longest counts', () => {
    const longer = { ...group, until: '2024-07-30' };
    expect(exceptionAt([exception, longer], question, at('2024-06-10T00:00Z'))).toBe(longer);
  });

  it('ends in the future, within a year', () => {
    const problem = (until: string) =>
      endProblem({ until, zone: 'Europe/Berlin' }, at('2024-06-20T08:00Z'));
    expect(problem('2024-06-20')).toBeNull();
    expect(problem('2025-06-20')).toBeNull();
    expect(problem('2024-06-19')).toBe('is over already');
    expect(problem('2025-06-21')).toContain('2025-06-20 is the last day');
  });
});
