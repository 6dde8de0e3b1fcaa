import type { SaidFact } from '@daybreak/protocol/host-facts';
import { Age } from '../ui/index.ts';

/** Who said it and when: `rule "Web servers" (Ada, 3 days ago)`, `its inventory`. */
export function SaidBy({ said }: { readonly said: SaidFact }) {
  const { source, by, at } = said;
  return (
    <span>
      {source}
      {by !== null && (
        <span className="muted">
          {' '}
          ({by}
          {at !== null && (
            <>
              , <Age at={at} />
            </>
          )}
          )
        </span>
      )}
    </span>
  );
}
