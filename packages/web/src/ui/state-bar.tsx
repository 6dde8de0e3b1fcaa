import './state-bar.css';
import { Mark, type Tone } from './mark.tsx';
import { numberText } from './number-text.ts';

export interface StatePart {
  readonly word: string;
  readonly count: number;
  readonly tone: Tone;
}

/**
 * How a whole falls into states: a bar for the eye, and below it each state with its number and
 * word. Unknown is named even when nothing is: that a 0 is known is news too.
 */
export function StateBar({ parts }: { readonly parts: readonly StatePart[] }) {
  const named = parts.filter(({ count, tone }) => count > 0 || tone !== 'neutral');
  return (
    <div className="state-bar">
      <div className="state-bar__bar" aria-hidden>
        {named.map(
          ({ word, count, tone }) =>
            count > 0 && (
              <span
                key={word}
                className={`state-bar__part state-bar__part--${tone}`}
                style={{ flexGrow: count, flexBasis: 0 }}
              />
            ),
        )}
      </div>
      <div className="state-bar__words">
        {named.map(({ word, count, tone }) => (
          <Mark key={word} tone={count === 0 ? 'neutral' : tone}>
            {numberText(count)} {word}
          </Mark>
        ))}
      </div>
    </div>
  );
}
