import { useQuery } from '@tanstack/react-query';
import { hostQuery } from '../host/queries.ts';
import { RulesPage } from '../shell/rules-page.tsx';
import { Answer } from '../ui/index.ts';
import { ExceptionForm } from './exception-form.tsx';
import type { ExceptionSearch } from './search.ts';

/** A new exception, begun with what the link to it says. */
export function NewExceptionPage({ search }: { readonly search: ExceptionSearch }) {
  return (
    <RulesPage title="Make an exception">
      {search.host === undefined ? (
        <ExceptionForm search={search} host={null} />
      ) : (
        <ForHost search={search} id={search.host} />
      )}
    </RulesPage>
  );
}

function ForHost({ search, id }: { readonly search: ExceptionSearch; readonly id: string }) {
  const query = useQuery(hostQuery(id));
  return (
    <Answer query={query} lines={10}>
      {({ host }) => <ExceptionForm search={search} host={host} />}
    </Answer>
  );
}
