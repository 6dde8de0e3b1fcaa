import { describe, expect, it } from 'vitest';
import { cumulativeBuild, readWindowsBuild, servicingBranch } from './index.ts';

describe('a fixed build', () => {
  it.each([
    ['10.0.20348.2527', { build: 20348, revision: 2527 }],
    ['6.3.9600.19568', { build: 9600, revision: 19568 }],
    ['6.1.7601.24384', { build: 7601, revision: 24384 }],
  ])('is read: %s', (text, build) => {
    expect(readWindowsBuild(text)).toEqual(build);
  });

  it.each([
    '',
    '1.001',
    '10.0.20348',
    '10.0.20348..2762',
    '10.0.20348.2527.1',
    ' 10.0.20348.1',
    'x',
  ])('is not guessed from "%s"', (text) => {
    expect(readWindowsBuild(text)).toBeNull();
  });
});

describe('a servicing branch', () => {
  it.each([
    [19041, 19045],
    [22621, 22631],
    [18362, 18363],
    [26100, 26200],
  ])('is shared by %d and %d', (one, other) => {
    expect(servicingBranch(one)).toBe(servicingBranch(other));
  });

  it.each([
    [20348, 25398],
    [22000, 22621],
    [17763, 17134],
  ])('is not shared by %d and %d', (one, other) => {
    expect(servicingBranch(one)).not.toBe(servicingBranch(other));
  });
});

describe('the build of a product', () => {
  it.each([
    ['Windows Server 2022', '', 20348],
    ['Windows Server', '23H2', 25398],
    ['Windows 11', '21H2', 22000],
    ['Windows 10', '21H2', 19044],
  ])('is known where updates are cumulative: %s %s', (family, release, build) => {
    expect(cumulativeBuild(family, release)).toBe(build);
  });

  it.each(['Windows 7', 'Windows 8.1', 'Windows Server 2012 R2', 'Windows XP'])(
    'is none where they are not: %s',
    (family) => {
      expect(cumulativeBuild(family, '')).toBeNull();
    },
  );
});
