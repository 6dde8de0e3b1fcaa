/** What an attacker gains, in Microsoft's words, gravest first. Every other word ranks after them. */
const impacts: readonly string[] = [
  'Remote Code Execution',
  'Elevation of Privilege',
  'Security Feature Bypass',
  'Information Disclosure',
  'Spoofing',
  'Tampering',
  'Denial of Service',
  'Defense in Depth',
];

/** 0 is gravest; no words at all rank last. */
export function impactRank(impact: string): number {
  const rank = impacts.indexOf(impact);
  if (rank !== -1) return rank;
  return impact === '' ? impacts.length + 1 : impacts.length;
}
