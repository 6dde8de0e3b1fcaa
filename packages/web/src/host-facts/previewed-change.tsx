import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemNotice } from '../ui/index.ts';
import { RuleEffects } from './rule-effects.tsx';
import { changeRules, factRulesQuery, previewQuery, type RuleChange } from './rule-queries.ts';

interface PreviewedChangeProps {
  readonly change: RuleChange;
  /** What the button says that makes the change. */
  readonly confirm: string;
  readonly leave: string;
  /** Told how many hosts have other facts now. */
  readonly onDone: (hosts: number) => void;
  readonly onCancel: () => void;
}

/** What a change of the rules would do, and the button that makes it. */
export function PreviewedChange(props: PreviewedChangeProps) {
  const { change, confirm, leave, onDone, onCancel } = props;
  const client = useQueryClient();
  const preview = useQuery(previewQuery(change));
  const make = useMutation({
    mutationFn: () => changeRules(change),
    onSuccess: ({ rules, hosts }) => {
      client.setQueryData(factRulesQuery.queryKey, { rules });
      onDone(hosts);
      void client.invalidateQueries();
    },
  });
  const error = make.error ?? preview.error;
  return (
    <div className="stack">
      <div role="status">
        {preview.isPending && 'Looking at what it would do…'}
        {preview.data !== undefined && <RuleEffects effects={preview.data.effects} />}
      </div>
      {error !== null && <ProblemNotice error={error} />}
      <div className="row">
        <Button
          size="sm"
          disabled={preview.data === undefined}
          loading={make.isPending}
          onClick={() => make.mutate()}
        >
          {confirm}
        </Button>
        <Button size="sm" variant="default" onClick={onCancel}>
          {leave}
        </Button>
      </div>
    </div>
  );
}
