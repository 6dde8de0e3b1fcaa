import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { amountText, Mark } from '../ui/index.ts';
import { groupSizeQuery } from './queries.ts';

/** How many hosts are in a group; one without any may be mistyped. */
export function GroupSize({ group }: { readonly group: string }) {
  const { data } = useQuery(groupSizeQuery(group));
  if (data === undefined) return null;
  if (data === 0) return <Mark tone="unsure">no host is in it</Mark>;
  return (
    <Link to="/hosts" search={{ group }} className="nowrap">
      {amountText(data, 'host')}
    </Link>
  );
}
