import { Button } from '@mantine/core';
import { IconTheater } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { removeExampleFleet, todayQuery } from '../today/queries.ts';
import { amountText, numberText, ProblemNotice } from '../ui/index.ts';

/** Says on every screen that some hosts are invented, and takes them away in one click. */
export function ExampleBanner() {
  const { data } = useQuery(todayQuery);
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: removeExampleFleet,
    onSettled: () => client.invalidateQueries(),
  });
  const fleet = data?.fleet;
  if (fleet === undefined || fleet.example === 0) return null;
  return (
    <aside className="example-banner" aria-label="Example fleet">
      <div className="shell__width row row--apart">
        <span className="row">
          <IconTheater size={20} aria-hidden />
          <span>
            <strong>Example fleet.</strong> {numberText(fleet.example)} of{' '}
            {amountText(fleet.hosts, 'host')} are invented, to look around with.
          </span>
        </span>
        <Button
          size="compact-sm"
          variant="default"
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          Remove
        </Button>
      </div>
      {remove.error !== null && (
        <div className="shell__width">
          <ProblemNotice error={remove.error} />
        </div>
      )}
    </aside>
  );
}
