import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calmly } from './calmly.ts';

describe('what is done calmly', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is done at once, and all that is called for meanwhile once afterwards', () => {
    const act = vi.fn();
    const { call } = calmly(act, 100);
    call();
    expect(act).toHaveBeenCalledTimes(1);
    for (let n = 0; n < 5; n += 1) call();
    vi.advanceTimersByTime(99);
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1_000);
    expect(act).toHaveBeenCalledTimes(2);
    call();
    expect(act).toHaveBeenCalledTimes(3);
  });

  it('is not done after it was stopped', () => {
    const act = vi.fn();
    const { call, stop } = calmly(act, 100);
    call();
    call();
    stop();
    vi.advanceTimersByTime(1_000);
    expect(act).toHaveBeenCalledTimes(1);
  });
});
