/** A policy that comes with Daybreak as the file it would be: to begin one's own with. */
import type { PolicyDetail } from '@daybreak/protocol/policy';

type Written = Pick<PolicyDetail, 'policy' | 'tiers' | 'inputs' | 'rows'>;

/** Under another name, for those that come with Daybreak can not be replaced. */
export function policyText({ policy, tiers, inputs, rows }: Written): string {
  const lines = [
    `# Begun from ${policy.id}, which comes with Daybreak. Give it a name and a source of your own.`,
    `policy: own-${policy.id}`,
    `title: ${JSON.stringify(`${policy.title}, adapted`)}`,
    `source: ${JSON.stringify(`after ${policy.source}`)}`,
    'tiers:',
    '  # The most urgent first.',
    ...tiers.map((tier) => `  - { ${tierText(tier)} }`),
    `inputs: ${listText(inputs)}`,
    'rows:',
    '  # A value for each input, then the tier. The first row that fits counts; "*" is every value.',
    ...rows.map((row) => `  - ${listText(row)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function tierText({ key, name, hours, evidenceFirst }: PolicyDetail['tiers'][number]): string {
  const parts = [
    `key: ${wordText(key)}`,
    `name: ${JSON.stringify(name)}`,
    `within: ${spanText(hours)}`,
    ...(evidenceFirst ? ['evidence_first: true'] : []),
  ];
  return parts.join(', ');
}

/** `24 hours`, `14 days`, `next upgrade`. */
export function spanText(hours: number | null): string {
  if (hours === null) return 'next upgrade';
  return hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : `${hours} hours`;
}

function listText(words: readonly string[]): string {
  return `[${words.map(wordText).join(', ')}]`;
}

const plainWord = /^(?!(?:true|false|null)$)[a-z]+(?:[ -][a-z]+)*$/i;

/** Quoted where YAML might read it as something else. */
function wordText(word: string): string {
  return plainWord.test(word) ? word : JSON.stringify(word);
}
