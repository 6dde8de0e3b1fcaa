import type { Assessment } from '@daybreak/core/exposure';
import { utcDay } from '@daybreak/core/time';
import { dataFolder } from '@daybreak/feeds/data-folder';
import { IndexError, indexPath, type KnowledgeIndex } from '@daybreak/feeds/index-file';
import { ThreatFiles } from '@daybreak/feeds/threat-file';
import { type ReadError, type ReadHost, readHosts } from '@daybreak/intake/hosts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { openIndex } from '../open-index.ts';
import { writeOut } from '../output/write.ts';
import { Exposures } from './exposures.ts';
import { readFiles } from './files.ts';
import { assessmentText } from './text.ts';
import { reaches, type Tier } from './tier.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json';
  /** ISO date; today when undefined. */
  readonly asOf: string | undefined;
  readonly failOn: Tier | undefined;
  readonly data: string | undefined;
}

/** Answers for every host that the files describe; no server and no database is needed. */
export function check(paths: readonly string[], options: CheckOptions): ExitCode {
  const asOf = options.asOf ?? utcDay(new Date());
  const read = readFiles(paths);
  const { hosts, errors } = readHosts(read.files);
  const allErrors = [...read.errors, ...errors];
  for (const error of allErrors) console.error(errorText(error));
  const index = openIndex(options.data);
  if (typeof index === 'string') return fail(index);
  const answers = answersFor(hosts, index, asOf, dataFolder(options.data));
  if (typeof answers === 'string') return fail(answers);
  print(answers, options.format);
  if (allErrors.length > 0) return exitCodes.badInput;
  return exitCode(answers, options.failOn);
}

/** Or, where what is kept in the data folder turns out to be damaged, how. */
function answersFor(
  hosts: readonly ReadHost[],
  index: KnowledgeIndex | null,
  asOf: string,
  data: string,
): Assessment[] | string {
  const exposures = openExposures(index, asOf, data);
  if (typeof exposures === 'string') return exposures;
  try {
    return hosts.map(({ host, warnings }) => {
      const answer = exposures.assess(host);
      return { ...answer, warnings: [...new Set([...answer.warnings, ...warnings])] };
    });
  } catch (error) {
    if (error instanceof IndexError) return `${indexPath(data)}: ${error.message}`;
    throw error;
  }
}

function openExposures(index: KnowledgeIndex | null, asOf: string, data: string) {
  try {
    return new Exposures(index, new ThreatFiles(data), asOf);
  } catch (error) {
    if (error instanceof IndexError) return error.message;
    throw error;
  }
}

function print(answers: readonly Assessment[], format: CheckOptions['format']): void {
  const texts =
    format === 'json'
      ? answers.map((answer) => JSON.stringify(answer))
      : answers.map(assessmentText);
  if (texts.length > 0) writeOut(`${texts.join(format === 'json' ? '\n' : '\n\n')}\n`);
}

function exitCode(answers: readonly Assessment[], failOn: Tier | undefined): ExitCode {
  if (answers.every(({ verdict }) => verdict === 'unknown')) return exitCodes.undecided;
  const reached = failOn !== undefined && answers.some((answer) => reaches(failOn, answer));
  return reached ? exitCodes.tierReached : exitCodes.answered;
}

function errorText({ source, line, message }: ReadError): string {
  return `${source}${line === null ? '' : `, line ${line}`}: ${message}`;
}

function fail(message: string): ExitCode {
  console.error(message);
  return exitCodes.badInput;
}
