import { numberText } from './number-text.ts';

interface CountProps {
  readonly count: number;
  /** Of how many; left out where the count is the whole. */
  readonly of?: number;
  /** What is counted: `hosts`. */
  readonly what?: string;
}

/** A count that says of how many: "312 of 1,840 hosts". */
export function Count({ count, of, what }: CountProps) {
  return (
    <span className="count nowrap">
      <strong>{numberText(count)}</strong>
      {of !== undefined && ` of ${numberText(of)}`}
      {what !== undefined && ` ${what}`}
    </span>
  );
}
