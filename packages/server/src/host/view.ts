/** Hosts as the protocol shows them. */

import type { Assessment as AssessedHost } from '@daybreak/core/exposure';
import {
  hasPackages,
  isDebian,
  isRpm,
  type PostureFacts,
  runningSystem,
} from '@daybreak/core/inventory';
import type { HostDetail, HostSummary, HostSystem, PostureInterval } from '@daybreak/protocol/host';
import type { HostRow, PostureStretch } from '@daybreak/storage/host';
import type { Standing } from '../update/standing.ts';

export function summaryOf(row: HostRow, facts: PostureFacts, standing: Standing): HostSummary {
  return {
    id: row.id,
    name: row.name,
    system: systemOf(facts),
    osName: row.facts.osName,
    build: runningSystem(facts),
    domain: row.facts.domain,
    group: row.host_group,
    example: row.fleet === 'example',
    firstSeen: row.first_seen.toISOString(),
    lastSeen: row.last_seen.toISOString(),
    verdict: standing.verdict,
    toInstall: standing.install.length,
    open: standing.open,
    knownExploited: standing.knownExploited,
  };
}

export interface HostParts {
  readonly row: HostRow;
  readonly facts: PostureFacts;
  readonly standing: Standing;
  readonly assessment: AssessedHost;
  readonly history: readonly PostureStretch[];
  readonly deadlines: HostDetail['deadlines'];
}

export function detailOf(parts: HostParts): HostDetail {
  const { row, facts, standing, assessment, history, deadlines } = parts;
  return {
    host: summaryOf(row, facts, standing),
    architecture: facts.architecture,
    installed: installedOf(facts),
    sources: [...row.facts.sources],
    inventoryWarnings: [...row.facts.warnings],
    assessment: writable(assessment),
    deadlines,
    history: history.map(intervalOf),
  };
}

function intervalOf({ hash, product, facts, from, to }: PostureStretch): PostureInterval {
  return {
    posture: hash,
    system: systemOf(facts),
    product,
    build: runningSystem(facts),
    installed: hasPackages(facts) ? facts.packages.length : facts.installed.updates.length,
    from: from.toISOString(),
    to: to?.toISOString() ?? null,
  };
}

function systemOf(facts: PostureFacts): HostSystem {
  if (isRpm(facts)) return 'rpm';
  return isDebian(facts) ? 'debian' : 'windows';
}

function installedOf(facts: PostureFacts): HostDetail['installed'] {
  if (isRpm(facts)) return { system: 'rpm', packages: [...facts.packages] };
  if (isDebian(facts)) return { system: 'debian', packages: [...facts.packages] };
  const { updates, complete } = facts.installed;
  return { system: 'windows', updates: [...updates], complete };
}

/** The schemas' types do not say readonly: lists are copied for them. */
function writable(assessment: AssessedHost): HostDetail['assessment'] {
  return {
    ...assessment,
    install: assessment.install.map((needed) => ({
      ...needed,
      closes: [...needed.closes],
      knownExploited: [...needed.knownExploited],
      supersedes: [...needed.supersedes],
    })),
    advisories: [...assessment.advisories],
    feeds: [...assessment.feeds],
    conditional: assessment.conditional.map((one) => ({ ...one, closes: [...one.closes] })),
    warnings: [...assessment.warnings],
  };
}
