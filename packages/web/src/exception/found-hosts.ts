import { hostPage } from '@daybreak/protocol/host';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/index.ts';
import { queryText } from '../api/query-text.ts';

const shownMax = 8;

/** The first few hosts with this text in their name, domain or operating system. */
export function foundHostsQuery(text: string) {
  return queryOptions({
    queryKey: ['found-hosts', text],
    queryFn: ({ signal }) =>
      api.get(`/api/hosts${queryText({ text, order: 'name', limit: shownMax })}`, hostPage, signal),
  });
}
