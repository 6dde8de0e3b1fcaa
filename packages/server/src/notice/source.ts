import type { FleetDeadline } from '@daybreak/core/notice';
import type { ServerContext } from '../context/index.ts';
import type { StandingBoard } from '../update/board.ts';

/**
 * All deadlines that hosts are open for, now. What is missing counts as settled: so it throws where
 * it cannot tell (no knowledge yet, a database that does not answer), and never returns a part.
 */
export type DeadlineSource = () => Promise<readonly FleetDeadline[]>;

/** A stand-in until the server keeps deadlines: there are none. */
export function openDeadlines(_context: ServerContext, _board: StandingBoard): DeadlineSource {
  return async () => [];
}
