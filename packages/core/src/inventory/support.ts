import { debianSupport, unknownSupport } from './debian-support.ts';
import { type Host, isDebian, isRpm } from './host.ts';
import { type SupportDates, servicePackEnds, supportDates } from './support-dates.ts';
import type { WindowsHost } from './windows-host.ts';

/** Until when its maker serves a host's system with security updates. */
export interface Support {
  /** ISO date of the last day; null where it is not known for sure. */
  readonly ends: string | null;
  /** For people: why it is not known, or what may still be bought; empty where there is nothing to add. */
  readonly note: string;
}

/** The end of support of the host's product, feature release, edition and service pack. */
export function supportOf(host: Host): Support {
  if (isDebian(host)) return debianSupport(host);
  return isRpm(host) ? unknownSupport(host) : windowsSupport(host);
}

/** True only when the end is known and lies before the date (ISO). */
export function isPastSupport(host: Host, date: string): boolean {
  const { ends } = supportOf(host);
  return ends !== null && date > ends;
}

function windowsSupport(host: WindowsHost): Support {
  const product = [host.family, host.release].filter((part) => part !== '').join(' ');
  const dates = supportDates.get(product);
  if (dates === undefined) return { ends: null, note: `end of support of ${product} not known` };
  if (/embedded|posready/i.test(`${host.osName} ${host.edition}`)) {
    return { ends: null, note: 'embedded editions have dates of their own' };
  }
  const pack = servicePackEnd(host);
  if (pack !== null) {
    return { ends: pack, note: `${product} is supported longer with a newer service pack` };
  }
  return editionSupport(product, dates, host.edition);
}

/** Windows XP for x64 shares builds and service packs with Server 2003; its Service Pack 2 was the last. */
function servicePackEnd(host: WindowsHost): string | null {
  if (host.family === 'Windows XP' && host.architecture !== 'x86') return null;
  return servicePackEnds.get(`${host.family} ${host.servicePack}`) ?? null;
}

function editionSupport(product: string, dates: SupportDates, edition: string): Support {
  const note = dates.extended ?? '';
  if (/\bLTS[BC]\b/i.test(edition)) {
    const iot = /\biot\b/i.test(edition) ? dates.iotLongTermEnds : undefined;
    const ends = iot ?? dates.longTermEnds ?? null;
    return { ends, note: ends === null ? `no long-term edition of ${product} known` : '' };
  }
  const longer = dates.enterpriseEnds;
  if (longer === undefined) return { ends: dates.ends, note };
  if (/\b(?:enterprise|education)\b/i.test(edition) && !/^pro\b/i.test(edition)) {
    return { ends: longer, note };
  }
  // An edition that cannot be seen gets no date rather than the wrong one.
  if (edition === '') return { ends: null, note: `${dates.ends}, or ${longer} for Enterprise` };
  return { ends: dates.ends, note };
}
