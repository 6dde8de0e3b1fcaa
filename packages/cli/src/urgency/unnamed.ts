/** An advisory that no feed names: perhaps mistyped, perhaps newer than what was read. */
import type { Threat, ThreatSources } from '@daybreak/core/threat';
import { type Decision, hostFactNames } from '@daybreak/core/urgency';

/** Whether none of the feeds that tell of attacks has heard of it. */
export function isUnnamed({ statement, kev, epss, ssvc }: Threat): boolean {
  return statement === null && kev.length === 0 && epss.length === 0 && ssvc === null;
}

const feedNames: Readonly<Record<keyof ThreatSources, string>> = {
  kev: 'KEV',
  epss: 'EPSS',
  vulnrichment: 'Vulnrichment',
  msrc: "Microsoft's update guide",
};

/** "no feed names CVE-1999-99999 (read: KEV, EPSS): is the number right?" */
export function unnamedText(cve: string, sources: ThreatSources): string {
  const names = Object.keys(feedNames) as (keyof ThreatSources)[];
  const read = names.filter((name) => sources[name] !== null).map((name) => feedNames[name]);
  return `no feed names ${cve} (read: ${read.join(', ')}): is the number right?`;
}

/** The same decision, whose assumptions about the advisory say that no feed names it. */
export function withUnnamed(decision: Decision, said: string | null): Decision {
  if (said === null) return decision;
  const reasons = decision.reasons.map((reason) =>
    reason.assumed && isOfAdvisory(reason.input)
      ? { ...reason, source: `${reason.source}; ${said}` }
      : reason,
  );
  return { ...decision, reasons };
}

/** Facts of hosts and orders are no matter of the feeds. */
function isOfAdvisory(input: string): boolean {
  const name = input.split('=')[0] ?? input;
  return name !== 'ordered' && !hostFactNames.some((fact) => fact === name);
}
