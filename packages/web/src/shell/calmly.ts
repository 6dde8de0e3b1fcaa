export interface Calm {
  readonly call: () => void;
  /** Nothing is done after it, not even what has been called for. */
  readonly stop: () => void;
}

/** Acts at once, then at most once in each stretch: calls in between become one at its end. */
export function calmly(act: () => void, restMs: number): Calm {
  let resting: ReturnType<typeof setTimeout> | null = null;
  let isWanted = false;
  const rest = () => {
    resting = null;
    if (isWanted) call();
  };
  const call = () => {
    isWanted = resting !== null;
    if (isWanted) return;
    resting = setTimeout(rest, restMs);
    act();
  };
  const stop = () => {
    if (resting !== null) clearTimeout(resting);
    isWanted = false;
  };
  return { call, stop };
}
