import './directive.css';
import type { DirectiveDetail } from '@daybreak/protocol/directive';
import { useQuery } from '@tanstack/react-query';
import { Answer, Page } from '../ui/index.ts';
import { Attestations } from './attestations.tsx';
import { ChangeDirective } from './change-directive.tsx';
import { EventList } from './event-list.tsx';
import { Exceptions } from './exceptions.tsx';
import { OrderFacts } from './order-facts.tsx';
import { Proof } from './proof.tsx';
import { directiveQuery } from './queries.ts';
import type { DirectiveSearch } from './search.ts';
import { titleOf } from './words.ts';

interface DirectivePageProps {
  readonly id: string;
  readonly search: DirectiveSearch;
}

/** What does it order, what became of it, and who complies, on any date? */
export function DirectivePage({ id, search }: DirectivePageProps) {
  const query = useQuery(directiveQuery(id));
  const title = query.data === undefined ? 'Directive' : titleOf(query.data.directive);
  return (
    <Page title={title}>
      <Answer query={query} lines={12}>
        {(detail) => <Parts detail={detail} search={search} />}
      </Answer>
    </Page>
  );
}

interface PartsProps {
  readonly detail: DirectiveDetail;
  readonly search: DirectiveSearch;
}

function Parts({ detail, search }: PartsProps) {
  const { directive, events } = detail;
  return (
    <>
      <OrderFacts directive={directive} />
      <Proof directive={directive} search={search} />
      <div className="directive-columns">
        <EventList events={events} zone={directive.zone} />
        <Exceptions id={directive.id} />
      </div>
      <Attestations directive={directive} />
      <ChangeDirective directive={directive} />
    </>
  );
}
