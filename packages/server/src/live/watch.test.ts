import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RevisionWatch } from './watch.ts';

describe('a watch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells that it cannot look once, keeps what it had, and goes on', async () => {
    const revisions: (string | Error)[] = ['a', new Error('down'), new Error('down'), 'a', 'b'];
    const errors: unknown[] = [];
    const ask = async () => {
      const next = revisions.shift() ?? 'b';
      if (next instanceof Error) throw next;
      return next;
    };
    const watch = new RevisionWatch(ask, 100, (error) => errors.push(error));
    const heard: string[] = [];
    const leave = watch.listen((revision) => heard.push(revision));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard).toEqual(['a', 'b']);
    expect(errors).toEqual([new Error('down')]);
    leave();
    expect(vi.getTimerCount()).toBe(0);
  });
});
