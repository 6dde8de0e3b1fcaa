import { describe, expect, it } from 'vitest';
import { debianSupport } from './debian-support.ts';

describe('debianSupport', () => {
  it.each([
    ['10', '2024-06-30'],
    ['11', '2026-08-31'],
    ['12', '2028-06-30'],
  ])('of Debian %s ends with %s', (release, ends) => {
    expect(debianSupport({ distribution: 'debian', release }).ends).toBe(ends);
  });

  it.each([
    ['ubuntu', '12', 'end of support of ubuntu:12 not known'],
    ['debian', '', 'end of support of debian:unreleased not known'],
  ])('of %s %j is not known', (distribution, release, note) => {
    expect(debianSupport({ distribution, release })).toEqual({ ends: null, note });
  });
});
