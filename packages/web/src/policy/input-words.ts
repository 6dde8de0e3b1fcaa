/** What each column of a policy asks, in words. */
const words: Readonly<Record<string, string>> = {
  kev: "is it in CISA's catalogue of known exploited vulnerabilities?",
  exploited: 'is it known to be exploited, by whichever source?',
  exploit: 'does a working exploit exist, used or not?',
  ordered: 'does a directive in force order action on the host?',
  wormable: 'could a worm use it?',
  exploitation: 'exploitation by SSVC: none, proof of concept, active',
  automatable: 'can an attack be automated, by SSVC?',
  impact: 'technical impact by SSVC: partial or total',
  exploitability: "Microsoft's word on how likely exploitation is",
  severity: "the vendor's rating",
  exposed: 'can anyone reach the host from the internet?',
  exposure: 'who can reach the host: few, some through restrictions, anyone',
  mission: 'what the failure of the host would mean',
  'human-impact': 'what the failure of the host would mean for people',
};

export function inputText(input: string): string {
  const known = words[input];
  if (known !== undefined) return known;
  const [, measure, least] = /^(epss|cvss)>=(.+)$/.exec(input) ?? [];
  if (measure !== undefined) return `is its ${measure.toUpperCase()} at least ${least}?`;
  const [fact, value] = input.split('=');
  return value === undefined ? input : `is the host's ${fact} “${value}”?`;
}
