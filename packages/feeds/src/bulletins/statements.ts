import { byImpact, bySeverity, gravest, type VendorStatement } from '@daybreak/core/threat';
import { advisoriesOf, type Bulletin } from './schema.ts';

/**
 * What a bulletin says of the nature of its advisories: the same of each, as bulletins of that form
 * say whether any of theirs was exploited or known.
 */
export function statementsOf(bulletin: Bulletin): readonly VendorStatement[] {
  const shared = {
    source: bulletin.id,
    published: bulletin.published,
    title: bulletin.title ?? bulletin.id,
    severity: gravest(severities(bulletin), bySeverity) ?? '',
    impact: gravest(impacts(bulletin), byImpact) ?? '',
    exploited: bulletin.exploitedBeforeRelease ?? null,
    exploitedSince: null,
    disclosed: bulletin.publiclyDisclosed ?? null,
    exploitability: null,
    cvss: '',
    cvssScore: null,
    wormable: bulletin.wormable ?? null,
  };
  return advisoriesOf(bulletin).map((advisory) => ({ advisory, ...shared }));
}

function severities({ severity, affected }: Bulletin): readonly string[] {
  return [severity ?? '', ...affected.map((row) => row.severity ?? '')];
}

/** Several are joined with commas: `Denial of Service, Spoofing`. */
function impacts({ impact, affected }: Bulletin): readonly string[] {
  return [impact ?? '', ...affected.map((row) => row.impact ?? '')].flatMap((words) =>
    words.split(/,\s*/),
  );
}
