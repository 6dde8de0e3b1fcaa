import type { RolloutState, Step } from '@daybreak/core/rollout';

/** Whether passing time has changed anything, so that it has to be remembered that it passed. */
export function isWorthKeeping(before: RolloutState, { state, commands }: Step): boolean {
  return (
    commands.length > 0 || state.kind !== before.kind || pictureOf(state) !== pictureOf(before)
  );
}

/** All that passing time can change. */
function pictureOf(state: RolloutState): string {
  if (state.kind === 'proposed' || state.progress === null) return '';
  const { rings, openCalendars, told, cursors } = state.progress;
  return JSON.stringify({ rings, openCalendars: [...openCalendars].sort(), told, cursors });
}
