import type { FeedStatus } from '@daybreak/core/bulletin';
import { dataFolder } from '@daybreak/feeds/data-folder';
import { IndexError } from '@daybreak/feeds/index-file';
import { allFeeds } from '@daybreak/feeds/knowledge';
import { ThreatFiles } from '@daybreak/feeds/threat-file';
import pc from 'picocolors';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { openIndex } from '../open-index.ts';
import { plural } from '../output/style.ts';

export interface FeedStatusOptions {
  readonly format: 'text' | 'json';
  readonly data?: string;
}

/** Prints what each feed covers, how old it is, and what was left out of it. */
export function feedStatus({ format, data }: FeedStatusOptions): ExitCode {
  const opened = openIndex(data);
  if (opened === null) {
    console.error(`no feeds yet in ${dataFolder(data)}: run "daybreak feeds sync"`);
    return exitCodes.undecided;
  }
  if (typeof opened === 'string') {
    console.error(opened);
    return exitCodes.badInput;
  }
  using index = opened;
  const threats = threatFeeds(data);
  if (typeof threats === 'string') {
    console.error(threats);
    return exitCodes.badInput;
  }
  const texts = allFeeds(index.feeds, threats).map((feed) =>
    format === 'json' ? JSON.stringify(feed) : feedText(feed),
  );
  process.stdout.write(`${texts.join('\n')}\n`);
  return exitCodes.answered;
}

/** What the threat files cover; in words why it cannot be read. */
function threatFeeds(data: string | undefined): readonly FeedStatus[] | string {
  using threats = new ThreatFiles(dataFolder(data));
  try {
    return threats.feeds;
  } catch (error) {
    if (error instanceof IndexError) return error.message;
    throw error;
  }
}

export function feedText({ name, asOf, months, documents, rows, drops }: FeedStatus): string {
  const partial = months.filter(({ state }) => state === 'partial');
  const age = asOf === null ? pc.yellow('nothing in it') : `as of ${asOf}`;
  return [
    `${pc.bold(name)}  ${age}, ${plural(documents, 'document')}, ${rows.toLocaleString('en')} rows`,
    ...coverageLines(months),
    ...partial.map(({ month, reason }) => `  ${pc.yellow('partial')} ${month}: ${reason}`),
    ...drops.map(
      ({ reason, count, example }) =>
        `  ${pc.dim(`left out ${count.toLocaleString('en')}: ${reason} (such as ${example})`)}`,
    ),
  ].join('\n');
}

/** A line a year, a mark a month: `#` whole, `o` partial, `.` not there. */
function coverageLines(months: FeedStatus['months']): string[] {
  const states = new Map(months.map(({ month, state }) => [month, state]));
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].sort();
  return years.map((year) => {
    const marks = Array.from({ length: 12 }, (_, month) => {
      const state = states.get(`${year}-${String(month + 1).padStart(2, '0')}`);
      return state === undefined ? '.' : state === 'complete' ? '#' : pc.yellow('o');
    });
    return `  ${year}  ${marks.join('')}`;
  });
}
