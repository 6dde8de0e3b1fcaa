import type { Assessment, NeededUpdate } from '@daybreak/core/exposure';
import pc from 'picocolors';
import { plural, shortList, verdictMark } from '../output/style.ts';

const advisoriesShown = 5;

/** An answer for people: what to install first, why, and what it is based on. */
export function assessmentText(assessment: Assessment): string {
  const { host, product, verdict, install, warnings, conditional } = assessment;
  return [
    `${pc.bold(host)}  ${product}  ${verdictMark[verdict]}`,
    ...(install.length > 0 ? ['  Install now:'] : []),
    ...install.map(updateText),
    `  ${advisoryCounts(assessment)}`,
    ...(conditional.length > 0 ? [conditionalText(assessment)] : []),
    ...warnings.map((warning) => `  ${pc.yellow('!')} ${warning}`),
    `  ${pc.dim(`Based on ${basis(assessment)}`)}`,
  ].join('\n');
}

function updateText({ update, title, published, closes, knownExploited, because }: NeededUpdate) {
  const exploited =
    knownExploited.length === 0
      ? ''
      : `, ${pc.red(`of these exploited: ${shortList(knownExploited, advisoriesShown)}`)}`;
  const closing =
    closes.length === 0 ? '' : `closes ${plural(closes.length, 'advisory', 'advisories')}`;
  return [
    `    ${pc.bold(update)}  ${title} (${published})`,
    ...(closing === '' ? [] : [`      ${closing}${exploited}`]),
    `      ${pc.dim(because)}`,
  ].join('\n');
}

function advisoryCounts({ advisories }: Assessment): string {
  const count = (wanted: string): number =>
    advisories.filter(({ state }) => state === wanted).length;
  return `Advisories: ${count('open')} open, ${count('unknown')} unknown, ${count('fixed')} fixed`;
}

function conditionalText({ conditional }: Assessment): string {
  const components = new Set(conditional.map(({ component }) => component));
  const updates = plural(conditional.length, 'more update');
  return `  ${updates} only if present (not visible in this inventory): ${shortList([...components], 6)}`;
}

function basis({ feeds }: Assessment): string {
  if (feeds.length === 0) return 'no feed at all; run "daybreak feeds sync"';
  return feeds.map(({ name, asOf, covers }) => `${name} (${covers}, as of ${asOf})`).join('; ');
}
