/** Reasons in words that need no policy beside them. */
import type { HostsDeadline } from '@daybreak/protocol/urgency';

type Reason = HostsDeadline['reasons'][number];

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kev: { yes: 'in KEV', no: 'not in KEV' },
  exploited: { yes: 'exploited', no: 'not known to be exploited' },
  exploit: { yes: 'an exploit exists', no: 'no exploit known' },
  ordered: { yes: 'ordered by a directive', no: 'not ordered' },
  wormable: { yes: 'wormable', no: 'not wormable' },
  exploitation: { active: 'exploited', poc: 'exploit shown', none: 'no exploit known' },
  automatable: { yes: 'automatable', no: 'not automatable' },
  impact: { total: 'total impact', partial: 'partial impact' },
  exposed: { yes: 'reachable from the internet', no: 'not reachable from the internet' },
};

/** `wormable`; `exploitation more likely`. */
export function reasonWord({ input, value }: Pick<Reason, 'input' | 'value'>): string {
  const known = words[input]?.[value];
  if (known !== undefined) return known;
  if (input === 'exploitability') return `exploitation ${value}`;
  if (input === 'severity') return `rated ${value}`;
  if (input === 'mission' || input === 'human-impact') return `${value} ${input.replace('-', ' ')}`;
  return value === 'yes' ? input : `not ${input}`;
}

/** What made the answer; where the whole table did, what makes it urgent. */
export function decidingReasons({ reasons }: Pick<HostsDeadline, 'reasons'>): readonly Reason[] {
  const counted = reasons.filter(({ counts }) => counts);
  const urgent = counted.filter(({ value }) => !['no', 'none', 'partial', 'low'].includes(value));
  return urgent.length > 0 ? urgent : counted;
}
