import type { ReactNode } from 'react';
import { amountText, numberText } from '../ui/index.ts';
import { exactTime } from '../ui/time-text.ts';
import { fieldText } from './words.ts';

/** More of a list than anybody reads; the table that can be saved has all of it. */
const shownMax = 30;

interface DetailValueProps {
  /** What it is called; of times as numbers it ends with Ms. */
  readonly name: string;
  readonly value: unknown;
}

/** Anything that an entry may hold, in words as far as it goes. */
export function DetailValue({ name, value }: DetailValueProps): ReactNode {
  if (Array.isArray(value)) return <DetailList name={name} values={value} />;
  if (typeof value === 'object' && value !== null) return <DetailFields fields={value} />;
  if (value === null || value === '') return <span className="muted">none</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') {
    return (name.endsWith('Ms') ? timeText(value) : null) ?? numberText(value);
  }
  const text = String(value);
  const time = /^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/.test(text) ? timeText(text) : null;
  return <span className="audit-text">{time ?? text}</span>;
}

/** Null for what is no time after all. */
function timeText(value: string | number): string | null {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : exactTime(at);
}

/** The fields of an object, each with its name. */
export function DetailFields({ fields }: { readonly fields: object }) {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (given.length === 0) return <span className="muted">nothing more</span>;
  return (
    <dl className="facts audit-fields">
      {given.map(([name, value]) => (
        <div key={name}>
          <dt>{fieldText(name)}</dt>
          <dd>
            <DetailValue name={name} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function DetailList({
  name,
  values,
}: {
  readonly name: string;
  readonly values: readonly unknown[];
}) {
  if (values.length === 0) return <span className="muted">none</span>;
  const shown = values.slice(0, shownMax);
  const left = values.length - shown.length;
  const keyed = shown.map((value, at) => ({ key: `${at}`, value }));
  return (
    <ul className="audit-values">
      {keyed.map(({ key, value }) => (
        <li key={key}>
          <DetailValue name={name} value={value} />
        </li>
      ))}
      {left > 0 && <li className="muted">and {amountText(left, 'more', 'more')}, in the CSV</li>}
    </ul>
  );
}
