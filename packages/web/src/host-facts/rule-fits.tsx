import { useQuery } from '@tanstack/react-query';
import { amountText, Mark } from '../ui/index.ts';
import { fittingQuery } from './rule-queries.ts';

/** A rule that fits no host may be mistyped, and looks like one that works. */
export function RuleFits({ id }: { readonly id: string }) {
  const { data } = useQuery(fittingQuery);
  const hosts = data?.get(id);
  if (hosts === undefined) return null;
  if (hosts === 0) {
    return (
      <>
        <Mark tone="unsure">fits no host</Mark>;{' '}
      </>
    );
  }
  return `fits ${amountText(hosts, 'host')}; `;
}
