import { describe, expect, it } from 'vitest';
import { waitingForStart } from './index.ts';

describe('what waits for a start of the machine', () => {
  const rpm = (name: string, installedAt: number, isKernel = false) => {
    return { name, installedAt, isKernel };
  };

  it('is a kernel, or what is in use from the start, that came since', () => {
    const packages = [
      ...[rpm('kernel-core', 90, true), rpm('kernel-core', 110, true), rpm('systemd', 110)],
      ...[rpm('glibc', 100), rpm('web', 110)],
    ];
    expect(waitingForStart(packages, 100)).toEqual(['kernel-core', 'systemd']);
    expect(waitingForStart(packages, 120)).toEqual([]);
  });
});
