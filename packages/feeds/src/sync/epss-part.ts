import { type EpssDay, readEpss } from '../epss/index.ts';
import { encodeEpss } from '../threat-file/index.ts';
import { threatPart } from './threat-part.ts';

/** EPSS: the newest scores of each month. */
export const epssPart = threatPart('epss', async ({ newest, read }) => {
  const days: EpssDay[] = [];
  for (const file of newest) days.push(readEpss(await read(file), file.source));
  days.sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
  return {
    asOf: days.at(-1)?.asOf ?? null,
    rows: new Set(days.flatMap(({ keys }) => Array.from(keys))).size,
    encode: (told) => encodeEpss(told, days),
  };
});
