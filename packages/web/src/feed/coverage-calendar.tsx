import './coverage-calendar.css';
import { Tooltip } from '@mantine/core';
import { IconCheck, IconPercentage50, IconX } from '@tabler/icons-react';
import { numberText } from '../ui/index.ts';
import type { CoverageYear, MonthCell } from './coverage.ts';

const monthName = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });
const names = Array.from({ length: 12 }, (_, at) => monthName.format(Date.UTC(2000, at)));

const shapes = { complete: IconCheck, partial: IconPercentage50, missing: IconX };

interface CoverageCalendarProps {
  readonly feed: string;
  readonly years: readonly CoverageYear[];
}

/** Which months a feed can answer for. */
export function CoverageCalendar({ feed, years }: CoverageCalendarProps) {
  return (
    <table className="calendar">
      <caption className="only-read-aloud">Months that {feed} covers</caption>
      <thead>
        <tr>
          <th scope="col">Year</th>
          {names.map((name) => (
            <th key={name} scope="col" abbr={name}>
              <span aria-hidden>{name.slice(0, 1)}</span>
              <span className="only-read-aloud">{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {years.map(({ year, cells }) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            {cells.map((cell) => (
              <Cell key={cell.month} cell={cell} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ cell }: { readonly cell: MonthCell }) {
  if (cell.kind === 'outside') return <td />;
  const Shape = shapes[cell.kind];
  const words = wordsOf(cell);
  return (
    <Tooltip label={`${cell.month}: ${words}`}>
      <td className={`calendar__cell--${cell.kind}`}>
        <Shape aria-hidden />
        <span className="only-read-aloud">{words}</span>
      </td>
    </Tooltip>
  );
}

function wordsOf(cell: Exclude<MonthCell, { kind: 'outside' }>): string {
  if (cell.kind === 'missing') return 'missing';
  const rows = `${numberText(cell.count)} rows`;
  return cell.kind === 'complete' ? `complete, ${rows}` : `partial, ${rows}: ${cell.reason}`;
}
