import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Page, ProblemNotice } from '../ui/index.ts';
import { HostFilters } from './host-filters.tsx';
import { HostList } from './host-list.tsx';
import { hostsQuery } from './queries.ts';
import type { HostSearch } from './search.ts';

/** Which hosts are there, and how do they stand? */
export function HostsPage({ search }: { readonly search: HostSearch }) {
  const navigate = useNavigate();
  const query = useInfiniteQuery(hostsQuery(search));
  const pages = query.data?.pages ?? [];
  const hosts = pages.flatMap((page) => page.hosts);
  const change = (changes: HostSearch) =>
    void navigate({ to: '/hosts', search: { ...search, ...changes }, replace: true });
  return (
    <Page title="Hosts" actions={<Actions />}>
      <div className="panel stack">
        <HostFilters search={search} hosts={hosts} onChange={change} />
        {query.error !== null && (
          <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        )}
        <HostList
          search={search}
          hosts={hosts}
          total={pages[0]?.total ?? null}
          loadingMore={query.isFetchingNextPage}
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : null}
          dataUpdatedAt={query.dataUpdatedAt}
        />
      </div>
    </Page>
  );
}

function Actions() {
  return (
    <Group gap="xs">
      <Button component={Link} to="/hosts/facts" variant="default">
        Facts of hosts
      </Button>
      <Button
        component={Link}
        to="/hosts/add"
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
      >
        Add hosts
      </Button>
    </Group>
  );
}
