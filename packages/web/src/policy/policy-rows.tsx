import type { PolicyDetail } from '@daybreak/protocol/policy';
import { amountText, TableFrame } from '../ui/index.ts';
import { inputText } from './input-words.ts';
import { spanText } from './policy-text.ts';

/** The table itself: of the rows that fit, the first counts. */
export function PolicyRows({ detail }: { readonly detail: PolicyDetail }) {
  const { inputs, rows } = detail;
  return (
    <section className="panel stack policy-rows" aria-labelledby="rows">
      <h2 id="rows">The table: {amountText(rows.length, 'row')}</h2>
      <p className="muted">The first row that fits counts. “any” is every value.</p>
      <p className="muted policy-rows__hint">
        Where the table is wider than the screen, scroll it sideways: the tier stays in view.
      </p>
      <TableFrame label="Rows of the policy">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="number policy-rows__row">
                Row
              </th>
              {inputs.map((input) => (
                <th key={input} scope="col">
                  {input}
                </th>
              ))}
              <th scope="col">Tier</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <PolicyRow key={row.join(' ')} row={row} at={at} detail={detail} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      <details>
        <summary>What the columns ask</summary>
        <dl className="facts">
          {inputs.map((input) => (
            <Column key={input} input={input} />
          ))}
        </dl>
      </details>
    </section>
  );
}

interface PolicyRowProps {
  readonly row: readonly string[];
  readonly at: number;
  readonly detail: PolicyDetail;
}

function PolicyRow({ row, at, detail: { inputs, tiers } }: PolicyRowProps) {
  const key = row.at(-1) ?? '';
  const tier = tiers.find((one) => one.key === key);
  return (
    <tr>
      <td className="number muted">{at + 1}</td>
      {inputs.map((input, column) => (
        <td key={input}>
          {row[column] === '*' ? <span className="muted">any</span> : row[column]}
        </td>
      ))}
      <td>
        <strong>{key}</strong>{' '}
        {tier !== undefined && (
          <span className="muted policy-rows__span">{spanText(tier.hours)}</span>
        )}
      </td>
    </tr>
  );
}

function Column({ input }: { readonly input: string }) {
  return (
    <>
      <dt>
        <code>{input}</code>
      </dt>
      <dd>{inputText(input)}</dd>
    </>
  );
}
