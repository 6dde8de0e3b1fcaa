import { type Compliance, complianceState } from '@daybreak/protocol/compliance';
import type { DirectiveDetail } from '@daybreak/protocol/directive';
import { numberText } from '../ui/index.ts';
import { exactTime } from '../ui/time-text.ts';
import { shownStates } from './states.ts';
import { actionWord, scopeText, whenText } from './words.ts';

interface PrintedOrderProps {
  readonly detail: DirectiveDetail;
  readonly found: Compliance;
}

/** The head of the proof: what was ordered, as of when, the totals, and what they rest on. */
export function PrintedOrder({ detail, found }: PrintedOrderProps) {
  const { order, asOf, madeAt, version, knowing } = found;
  const { terms, zone } = detail.directive;
  const time = (at: string) => exactTime(new Date(at), zone);
  return (
    <>
      <dl className="facts">
        <dt>As of</dt>
        <dd>
          <strong>{time(asOf)}</strong>,{' '}
          {knowing === 'now' ? 'by all that is known now' : 'as it was on record then'}
        </dd>
        <dt>Made at</dt>
        <dd>
          {time(madeAt)} by Daybreak {version}
        </dd>
        <dt>Order</dt>
        <dd>
          {order === null
            ? 'not in force then'
            : `in force, issued ${whenText(order.issuedAt, zone)} (${zone})`}
        </dd>
        {terms !== null && (
          <>
            <dt>Scope</dt>
            <dd>{scopeText(terms)}</dd>
          </>
        )}
        <dt>Demands</dt>
        <dd>
          {order?.demands.map(({ action, due, dueWhy, roles }) => (
            <div key={`${action} ${due} ${roles.join()}`}>
              {actionWord(action)}
              {roles.length > 0 && ` (role ${roles.join(', ')})`}:{' '}
              {due === null ? dueWhy : `due ${time(due)}`}
            </div>
          ))}
        </dd>
        {terms !== null && terms.reference !== '' && (
          <>
            <dt>Reference</dt>
            <dd className="anywhere">{terms.reference}</dd>
          </>
        )}
      </dl>
      <h2>Totals</h2>
      <Totals found={found} />
      <h2>What these numbers rest on</h2>
      <ul className="basis">
        {found.basis.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function Totals({ found: { counts, hosts, example } }: { readonly found: Compliance }) {
  return (
    <table className="table proof__totals">
      <tbody>
        {complianceState.options.map((state) => (
          <tr key={state}>
            <th scope="row">{shownStates[state].word}</th>
            <td className="number">{numberText(counts[state])}</td>
            <td>{shownStates[state].means}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">all hosts</th>
          <td className="number">{numberText(hosts)}</td>
          <td>{example > 0 ? `${numberText(example)} of them are of the example fleet` : ''}</td>
        </tr>
      </tbody>
    </table>
  );
}
