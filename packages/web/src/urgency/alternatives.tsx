import type { UrgencyAlternative } from '@daybreak/protocol/urgency';
import { reasonWord } from './reason-words.ts';

interface AlternativesProps {
  readonly alternatives: readonly UrgencyAlternative[];
}

/** What would hold if what is assumed, or was said long ago, is not so. */
export function Alternatives({ alternatives }: AlternativesProps) {
  if (alternatives.length === 0) return null;
  return (
    <details>
      <summary>Other answers, if what is not known turns out otherwise</summary>
      <ul>
        {alternatives.map((alternative) => (
          <li key={JSON.stringify(alternative)}>
            <strong>{alternative.tier}</strong> if {conditionText(alternative.if)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function conditionText(conditions: UrgencyAlternative['if']): string {
  return Object.entries(conditions)
    .map(([input, values]) => values.map((value) => reasonWord({ input, value })).join(' or '))
    .join(', and ');
}
