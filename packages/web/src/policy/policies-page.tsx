import './policies.css';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RulesPage } from '../shell/rules-page.tsx';
import { Answer } from '../ui/index.ts';
import { Assignments } from './assignments.tsx';
import { PolicyTable } from './policy-table.tsx';
import { policiesQuery } from './queries.ts';

/** By which table does each group have to patch? */
export function PoliciesPage() {
  const query = useQuery(policiesQuery);
  return (
    <RulesPage title="Policies" actions={<NewButton />}>
      <p>
        A policy says how soon an update has to be on a host. It asks about the update, and for the{' '}
        <Link to="/hosts/facts">facts of the host</Link>.
      </p>
      <Answer query={query} lines={12}>
        {(list) => (
          <>
            <Assignments list={list} />
            <PolicyTable list={list} />
          </>
        )}
      </Answer>
    </RulesPage>
  );
}

function NewButton() {
  return (
    <Button
      component={Link}
      to="/policies/own/new"
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      A policy of your own
    </Button>
  );
}
