import type { DirectiveSummary } from '@daybreak/protocol/directive';
import { dateText } from '../ui/time-text.ts';
import { DueList } from './due-list.tsx';
import { scopeText, stateText, whenText, whoText } from './words.ts';

/** What it orders, of whom, by when, and whom the authority lets wait. */
export function OrderFacts({ directive }: { readonly directive: DirectiveSummary }) {
  const { terms, state, issuedAt, zone, kind, advisory } = directive;
  return (
    <section className="panel stack" aria-label="What it orders">
      <h2>What it orders</h2>
      <dl className="facts">
        <dt>State</dt>
        <dd>
          <strong>{stateText(state)}</strong>
          {issuedAt !== null && `, issued ${whenText(issuedAt, zone)}`}{' '}
          <span className="muted">({zone} days)</span>
        </dd>
        {kind === 'kev' && (
          <>
            <dt>Follows</dt>
            <dd>the KEV entry of {advisory}</dd>
          </>
        )}
        {terms !== null && (
          <>
            <dt>Scope</dt>
            <dd>{scopeText(terms)}</dd>
            <dt>Demands</dt>
            <dd>
              <DueList directive={directive} />
            </dd>
            <dt>Exempt</dt>
            <dd>
              <Exemptions exemptions={terms.exemptions} />
            </dd>
            <dt>Reference</dt>
            <dd className="anywhere">
              <Reference text={terms.reference} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

type Exemption = NonNullable<DirectiveSummary['terms']>['exemptions'][number];

function Exemptions({ exemptions }: { readonly exemptions: readonly Exemption[] }) {
  if (exemptions.length === 0) return <span className="muted">nobody</span>;
  return (
    <ul>
      {exemptions.map((one) => (
        <li key={JSON.stringify(one)}>
          {whoText(one)}: {one.reason}
          {one.until !== null && ` (until the end of ${dateText(one.until)})`}
        </li>
      ))}
    </ul>
  );
}

/** An address leads there; words stay words. */
function Reference({ text }: { readonly text: string }) {
  if (text === '') return <span className="muted">none</span>;
  if (!/^https?:\/\/\S+$/.test(text)) return text;
  return (
    <a href={text} rel="noreferrer" target="_blank">
      {text}
    </a>
  );
}
