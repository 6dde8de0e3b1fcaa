import type { FactRulesPreview } from '@daybreak/protocol/host-facts';
import { amountText } from '../ui/index.ts';
import { factWords, valueText } from './fact-words.ts';

type Effect = FactRulesPreview['effects'][number];

/** What a change would do: `would set exposed to the internet to yes on 12 hosts`. */
export function RuleEffects({ effects }: FactRulesPreview) {
  if (effects.length === 0) {
    return <p>It would change nothing on any host that is there now.</p>;
  }
  return (
    <>
      <p>
        <strong>It would</strong>
      </p>
      <ul className="rule-effects">
        {effects.map((effect) => (
          <li key={`${effect.fact} ${effect.from} ${effect.to}`}>
            <EffectText effect={effect} />
          </li>
        ))}
      </ul>
    </>
  );
}

function EffectText({ effect: { fact, from, to, hosts, some } }: { readonly effect: Effect }) {
  const names = hosts > some.length ? `${some.join(', ')}, …` : some.join(', ');
  return (
    <>
      {to === null ? (
        <>
          leave <strong>{factWords[fact].toLowerCase()}</strong> unsaid
        </>
      ) : (
        <>
          set <strong>{factWords[fact].toLowerCase()}</strong> to{' '}
          <strong>{valueText(fact, to)}</strong>
        </>
      )}{' '}
      on <strong>{amountText(hosts, 'host')}</strong>
      {from === null ? ' where nobody has said it' : `, now: ${valueText(fact, from)}`}{' '}
      <span className="muted">({names})</span>
    </>
  );
}
