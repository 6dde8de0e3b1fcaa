import './directive.css';
import { directiveDetail } from '@daybreak/protocol/directive';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../api/index.ts';
import { Answer, Page } from '../ui/index.ts';
import { DirectiveForm } from './directive-form.tsx';
import { bodyOf, type Draft, draftOf, emptyDraft } from './draft.ts';
import { directiveQuery, pathOf } from './queries.ts';

/** Enters an order that an authority issued. */
export function EnterPage() {
  const send = useSent((draft) =>
    api.post('/api/directives', directiveDetail, { ...bodyOf(draft), zone: draft.zone }),
  );
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <Page title="Enter a directive">
      <DirectiveForm
        first={emptyDraft(timeZone)}
        withZone
        button="Enter it"
        pending={send.isPending}
        error={send.error}
        onSubmit={(draft) => send.mutate(draft)}
      />
    </Page>
  );
}

/** Amends an order, or issues it anew after it was withdrawn. */
export function ChangePage({ id }: { readonly id: string }) {
  const query = useQuery(directiveQuery(id));
  const state = query.data?.directive.state;
  const step = state === 'withdrawn' ? 'issue' : 'amend';
  const send = useSent((draft) =>
    api.post(`${pathOf(id)}/${step}`, directiveDetail, bodyOf(draft)),
  );
  const title = step === 'issue' ? 'Issue a directive anew' : 'Amend a directive';
  return (
    <Page title={title}>
      <Answer query={query} lines={10}>
        {({ directive: { terms, zone } }) => (
          <DirectiveForm
            first={terms === null ? emptyDraft(zone) : draftOf(terms, zone)}
            withZone={false}
            button={step === 'issue' ? 'Issue it anew' : 'Amend it'}
            pending={send.isPending}
            error={send.error}
            onSubmit={(draft) => send.mutate(draft)}
          />
        )}
      </Answer>
    </Page>
  );
}

/** Sends a draft, and then shows what became of it. */
function useSent(send: (draft: Draft) => Promise<{ directive: { id: string } }>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: send,
    onSuccess: async ({ directive: { id } }) => {
      await client.invalidateQueries({ queryKey: ['directives'] });
      await navigate({ to: '/directives/$id', params: { id } });
    },
  });
}
