import type { FactsImported } from '@daybreak/protocol/host-facts';
import { MessageList } from '../host/message-list.tsx';
import { amountText, Notice, numberText } from '../ui/index.ts';

/** What became of a file of facts. */
export function FactsOutcome({ result }: { readonly result: FactsImported | null }) {
  return (
    <div className="stack" role="status">
      {result !== null && <Outcome result={result} />}
    </div>
  );
}

function Outcome({ result }: { readonly result: FactsImported }) {
  const { changed, unchanged, repeated, errors, errorsMore } = result;
  const lines = errors.length + errorsMore;
  const found = changed + unchanged;
  const wrong = lines === 0 ? '' : `, ${amountText(lines, 'line')} to look at`;
  const title = `${found === 0 ? 'No host' : amountText(found, 'host')} found in the table${wrong}`;
  return (
    <>
      <Notice tone={errors.length > 0 ? 'unsure' : 'verified'} title={title}>
        <p>
          {amountText(changed, 'host')} changed; {numberText(unchanged)} had these facts already.
          {errors.length > 0 &&
            ' Correct the lines listed here and bring the file again; what was taken in stays.'}
        </p>
      </Notice>
      <MessageList
        title={`${amountText(lines, 'line')} not taken in${firstText(errors.length, errorsMore)}`}
        items={errors}
        open
      />
      <MessageList
        title={`${amountText(repeated.length, 'host')} named more than once; the last value counted`}
        items={repeated.map((place) => ({ place, message: 'named more than once' }))}
      />
    </>
  );
}

/** Of very many, only the first are told. */
function firstText(told: number, more: number): string {
  return more === 0 ? '' : `; the first ${numberText(told)}`;
}
