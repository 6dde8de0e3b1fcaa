import { type Exception, exceptionState } from '@daybreak/core/exception';
import type { Exception as ShownException } from '@daybreak/protocol/exception';

/** An exception as the protocol shows it. */
export function shownException(exception: Exception, atMs: number): ShownException {
  const { createdMs, revokedMs, ...others } = exception;
  const state = exceptionState(exception, atMs);
  return {
    ...others,
    // Only a clock that was set back can make one of the future.
    state: state === 'to-come' ? 'in-force' : state,
    createdAt: new Date(createdMs).toISOString(),
    revokedAt: revokedMs === null ? null : new Date(revokedMs).toISOString(),
  };
}
