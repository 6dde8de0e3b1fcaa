/** Why hosts may wait with a whole update. */
import type { Order } from '@daybreak/core/directive';
import type { Exception } from '@daybreak/core/exception';
import type { NeedInShort } from '@daybreak/core/exposure';
import { firstWait, isAnyAsked, type Wait } from './orders.ts';
import type { Waived } from './waived.ts';

interface Reasons {
  readonly orders: readonly Order[];
  /** Something is left that counts: the policy gives it a time, or a directive asks for it. */
  readonly isLeft: boolean;
  /** By advisory, in capitals. */
  readonly waits: ReadonlyMap<string, Wait>;
  readonly waived: Waived;
}

interface LetOff {
  readonly wait: Wait | null;
  readonly exception: Exception | null;
}

/** Both null where they may not. */
export function letOff(need: NeedInShort, { orders, isLeft, waits, waived }: Reasons): LetOff {
  const [wait, exception] = [wholeWait(orders), waived.from('update', need.update)];
  if (isLeft) return { wait, exception };
  const advisories = need.closes.flatMap(({ closes }) => closes);
  return {
    wait: wait ?? first(advisories, (one) => waits.get(one) ?? null),
    exception: exception ?? first(advisories, (one) => waived.from('advisory', one)),
  };
}

/** A directive that is about the update itself exempts from all of it, unless another asks for it. */
function wholeWait(orders: readonly Order[]): Wait | null {
  if (isAnyAsked(orders)) return null;
  return firstWait(orders.filter(({ namesUpdate }) => namesUpdate));
}

function first<T>(names: readonly string[], of: (name: string) => T | null): T | null {
  for (const name of names) {
    const found = of(name);
    if (found !== null) return found;
  }
  return null;
}
