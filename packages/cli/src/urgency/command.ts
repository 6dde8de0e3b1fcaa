import type { ThreatKnowledge } from '@daybreak/core/threat';
import { utcDay } from '@daybreak/core/time';
import {
  type Assumptions,
  answer,
  type HostFacts,
  idleAssumption,
  type Policy,
  type Reading,
} from '@daybreak/core/urgency';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { isDate } from '../iso-date.ts';
import { writeOut } from '../output/write.ts';
import { urgencyAnswer } from './answer.ts';
import { noAdvisory, readAdvisoryName, readAssumptions, readHostFacts } from './arguments.ts';
import { findPolicy } from './policy.ts';
import { urgencyText } from './text.ts';
import { openThreats } from './threats.ts';
import { isUnnamed, unnamedText, withUnnamed } from './unnamed.ts';

export interface UrgencyOptions {
  readonly policy: string;
  readonly hostFacts: string;
  readonly assume: string;
  /** ISO date; today when undefined. */
  readonly asOf: string | undefined;
  readonly format: 'text' | 'json';
  readonly data: string | undefined;
}

interface Asked {
  readonly policy: Policy;
  readonly facts: HostFacts;
  readonly assumptions: Assumptions;
  readonly day: string;
}

/** Explains how soon each advisory is to be dealt with; no server and no database is needed. */
export function urgency(names: readonly string[], options: UrgencyOptions): ExitCode {
  const wrong = names.find((name) => readAdvisoryName(name) === null);
  if (wrong !== undefined) return fail(noAdvisory(wrong));
  const asked = readAsked(options);
  if (typeof asked === 'string') return fail(asked);
  const threats = openThreats(options.data);
  if (typeof threats === 'string') return fail(threats);
  const blind = Object.values(threats.sources).every((source) => source === null);
  const decisions = names.map((name) => {
    const cve = readAdvisoryName(name) ?? name;
    const unnamed = !blind && isUnnamed(threats.of(cve)) ? unnamedText(cve, threats.sources) : null;
    return { cve, decision: decideFor(cve, asked, threats), unnamed };
  });
  const texts = decisions.map(({ cve, decision, unnamed }) =>
    options.format === 'json'
      ? JSON.stringify(urgencyAnswer(cve, asked.policy.id, withUnnamed(decision, unnamed)))
      : urgencyText(cve, asked.policy.title, decision, unnamed),
  );
  writeOut(`${texts.join(options.format === 'json' ? '\n' : '\n\n')}\n`);
  if (blind) console.error('No feed has been read: run "daybreak feeds sync".');
  const guessed = decisions.every(
    ({ decision, unnamed }) => (blind || unnamed !== null) && decision.alternatives.length > 0,
  );
  return guessed ? exitCodes.undecided : exitCodes.answered;
}

/** Or in words what is wrong. */
function readAsked({ policy: named, hostFacts, assume, asOf }: UrgencyOptions): Asked | string {
  const today = utcDay(new Date());
  if (asOf !== undefined && !isDate(asOf)) {
    return `--as-of ${asOf}: must be a date such as 2026-06-09`;
  }
  if (asOf !== undefined && asOf > today) {
    console.error(
      `--as-of ${asOf}: is in the future; nothing is known of it but what is known today`,
    );
  }
  const policy = findPolicy(named);
  if (typeof policy === 'string') return policy;
  const facts = readHostFacts(hostFacts);
  if (typeof facts === 'string') return `--host-facts: ${facts}`;
  const assumptions = readAssumptions(assume);
  if (typeof assumptions === 'string') return `--assume: ${assumptions}`;
  // Told and not refused: one set of assumptions is asked of several policies, to compare them.
  const idle = idleAssumption(policy, assumptions);
  if (idle !== null) console.error(`--assume: ${idle}`);
  return { policy, facts, assumptions, day: asOf ?? today };
}

function decideFor(
  cve: string,
  { policy, facts, assumptions, day }: Asked,
  threats: ThreatKnowledge,
) {
  return answer(policy, {
    threat: threats.of(cve),
    sources: threats.sources,
    day,
    facts,
    assumptions,
    said: () => ({ source: 'given with --host-facts', asOf: null }),
    ordered: noDirective,
  });
}

/** Directives are the server's. */
const noDirective: Reading = {
  believed: ['no'],
  possible: ['no'],
  source: 'directives are known to the server only; --assume ordered=yes where one is in force',
  asOf: null,
  assumed: true,
  event: null,
};

function fail(message: string): ExitCode {
  console.error(message);
  return exitCodes.badInput;
}
