import type { Decision, Reason, Tier } from '@daybreak/core/urgency';
import pc from 'picocolors';

/** An answer for people: how soon, why, and what would hold if an assumption is wrong. */
export function urgencyText(
  cve: string,
  policy: string,
  decision: Decision,
  unnamed: string | null,
): string {
  const { tier, reasons, alternatives } = decision;
  const width = Math.max(...reasons.map(({ input }) => input.length));
  return [
    `${pc.bold(cve)}  ${tierText(tier)}  ${pc.dim(`(${policy})`)}`,
    ...(unnamed === null ? [] : [`  ${pc.yellow('!')} ${unnamed}`]),
    ...reasons.map((reason) => reasonText(reason, width)),
    ...alternatives.map(
      (other) => `  ${pc.yellow('or')} ${tierText(other.tier)} if ${conditionText(other.if)}`,
    ),
  ].join('\n');
}

/** The policy's name for it, and the time where the name does not tell. */
function tierText({ name, hours, evidenceFirst }: Tier): string {
  const within = hours === null ? 'at the next upgrade' : `within ${spanText(hours)}`;
  const said = name.toLowerCase().startsWith(within.replace('within ', '')) ? [] : [within];
  const more = [...said, ...(evidenceFirst ? ['evidence first'] : [])].join(', ');
  return more === '' ? name : `${name} ${pc.dim(`(${more})`)}`;
}

function spanText(hours: number): string {
  return hours % 24 === 0 && hours > 48 ? `${hours / 24} days` : `${hours} hours`;
}

/** What made the answer is marked; what is assumed says so. */
function reasonText(
  { input, value, source, asOf, assumed, counts }: Reason,
  width: number,
): string {
  const mark = assumed ? pc.yellow('?') : counts ? '*' : ' ';
  const words = assumed && !source.startsWith('assumed') ? `assumed: ${source}` : source;
  const said = [words, asOf].filter(Boolean).join(', ');
  return `  ${mark} ${input.padEnd(width)}  ${value.padEnd(11)}  ${pc.dim(said)}`;
}

function conditionText(conditions: Decision['alternatives'][number]['if']): string {
  return conditions.map(({ input, values }) => `${input} is ${values.join(' or ')}`).join(' and ');
}
