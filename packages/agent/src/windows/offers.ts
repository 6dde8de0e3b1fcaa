import type { Candidates, OfferedUpdate as ToldUpdate } from '@daybreak/protocol/agent';
import { plainText } from '../plain-text/index.ts';
import type { OfferedUpdate } from './results.ts';

/** As the server is told of it, by name; what has no number cannot be ordered, and is left out. */
export function offersOf(offered: readonly OfferedUpdate[]): Candidates {
  const told = offered.flatMap((one) =>
    one.kbs.filter((kb) => /^KB\d{5,8}$/.test(kb)).map((kb) => [kb, toldOf(kb, one)] as const),
  );
  const updates = [...new Map(told).values()].slice(0, 1000);
  return { candidates: [], updates: updates.sort((a, b) => (a.update < b.update ? -1 : 1)) };
}

function toldOf(update: string, one: OfferedUpdate): ToldUpdate {
  const cves = one.cves.filter((cve) => /^CVE-\d{4}-\d{4,}$/.test(cve));
  return {
    update,
    title: plainText(one.title, 500),
    categories: one.categories.slice(0, 50).map((name) => plainText(name, 300)),
    severity: plainText(one.severity, 50),
    // None is not said to be none: Microsoft leaves most of these lists empty.
    cves: cves.length === 0 ? null : cves.slice(0, 2000),
    isRemovable: one.isUninstallable,
  };
}
