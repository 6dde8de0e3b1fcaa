import { isServicedSeparately, type KnownUpdate } from '../bulletin/index.ts';

/** From October 2016 on, a Monthly Rollup contains the months' fixes before it. */
const firstRollup = '2016-10-01';

/**
 * Whether every later cumulative update of the product contains this update, said by a feed or not.
 *
 * Where all updates are cumulative (`modern`), each contains whatever was issued for the system
 * itself before. Servicing stacks count as contained too: they come first by Windows Update's own
 * order, and since 2021 inside the cumulative update. A Monthly Rollup surely contains the months
 * since October 2016; of the single fixes before, only those that a feed names as replaced.
 * @param ofPart whether it closes advisories of parts only, such as .NET Framework
 */
export function isContainedLater(update: KnownUpdate, modern: boolean, ofPart: boolean): boolean {
  // A fixed build says it itself: every host at that build or later has it.
  if (update.revision !== null) return true;
  if (isServicedSeparately(update) || update.kind === 'service-pack') return false;
  // The browser is in the system's rollup; .NET Framework has rollups of its own.
  if (ofPart) return !modern && update.kind === 'browser-cumulative' && sinceRollups(update);
  if (modern) return true;
  const inRollups = update.kind !== 'single' && update.kind !== 'servicing-stack';
  return inRollups && sinceRollups(update);
}

function sinceRollups({ published }: KnownUpdate): boolean {
  return published >= firstRollup;
}
