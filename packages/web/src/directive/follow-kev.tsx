import { directiveDetail } from '@daybreak/protocol/directive';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/index.ts';
import { fieldErrors, fieldsOf, ProblemNotice, useInvalidFocus } from '../ui/index.ts';

const cveField = fieldsOf({ advisory: 'CVE' });

/** An entry of the KEV catalogue as an order, with all that becomes of it. */
export function FollowKev() {
  const [advisory, setAdvisory] = useState('');
  const client = useQueryClient();
  const follow = useMutation({
    mutationFn: () =>
      api.post('/api/directives/follow-kev', directiveDetail, { advisory: advisory.trim() }),
    onSuccess: async () => {
      setAdvisory('');
      await client.invalidateQueries({ queryKey: ['directives'] });
    },
  });
  const form = useInvalidFocus(follow.error);
  return (
    <form
      className="panel stack"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        follow.mutate();
      }}
    >
      <h2>Follow a KEV entry</h2>
      <p className="muted">
        What becomes of the entry becomes of the order: its due day, its removal, its return. One
        that is not listed yet becomes an order when it is.
      </p>
      <div className="fields-row">
        <TextInput
          label="CVE"
          placeholder="CVE-2022-26925"
          required
          error={fieldErrors(follow.error, cveField).get('advisory')}
          value={advisory}
          onChange={(event) => setAdvisory(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={follow.isPending}>
          Follow it
        </Button>
      </div>
      <p role="status">{follow.isSuccess && 'It is followed.'}</p>
      {follow.error !== null && <ProblemNotice error={follow.error} fieldOf={cveField} />}
    </form>
  );
}
