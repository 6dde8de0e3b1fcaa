import { sameName } from '@daybreak/core/names';
import type { PolicyList } from '@daybreak/protocol/policy';
import { Button, NativeSelect } from '@mantine/core';
import { GroupField } from '../host/group-field.tsx';
import { formText } from '../session/form-text.ts';
import { ProblemNotice } from '../ui/index.ts';
import { useAssign } from './use-assign.ts';

interface AssignFormProps {
  readonly list: PolicyList;
  /** Null where the form asks for it; empty for the hosts of no other policy. */
  readonly group: string | null;
  /** Told in words what was done. */
  readonly onDone: (words: string) => void;
  readonly onCancel?: () => void;
}

/** Says by which policy a group goes from now on. */
export function AssignForm({ list, group, onDone, onCancel }: AssignFormProps) {
  const assign = useAssign(() => onDone('Saved. The deadlines follow at once.'));
  const policies = list.policies.map(({ id, title }) => ({ value: id, label: title }));
  const current =
    list.assignments.find((one) => group !== null && sameName(one.group, group))?.policy ??
    list.default;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const fields = event.currentTarget;
        const form = new FormData(fields);
        const wanted = group ?? formText(form, 'group').trim();
        assign.mutate(
          { group: wanted, policy: formText(form, 'policy') },
          { onSuccess: () => fields.reset() },
        );
      }}
    >
      <div className="assign-form">
        {group === null && (
          <GroupField name="group" label="Group" pattern=".*\S.*" title="A name" required />
        )}
        <NativeSelect
          name="policy"
          label="Goes by"
          data={policies}
          defaultValue={current}
          autoFocus={group !== null}
        />
        <div className="row">
          <Button type="submit" loading={assign.isPending}>
            {group === null ? 'Assign' : 'Save'}
          </Button>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </div>
      </div>
      {assign.error !== null && <ProblemNotice error={assign.error} />}
    </form>
  );
}
