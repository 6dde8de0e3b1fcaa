import './exceptions.css';
import type { Exception } from '@daybreak/protocol/exception';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RulesPage } from '../shell/rules-page.tsx';
import { Answer, EmptyState } from '../ui/index.ts';
import { EndedExceptions } from './ended-exceptions.tsx';
import { ExceptionsInForce } from './exceptions-in-force.tsx';
import { MadeNotice } from './made-notice.tsx';
import { exceptionsQuery } from './queries.ts';

interface ExceptionsPageProps {
  /** Id of the one that has just been made; null for none. */
  readonly made: string | null;
}

/** Who need not do what, who answers for it, and until when? */
export function ExceptionsPage({ made }: ExceptionsPageProps) {
  const query = useQuery(exceptionsQuery);
  return (
    <RulesPage title="Exceptions" actions={<MakeButton />}>
      <Answer query={query} lines={10}>
        {(exceptions) => <Exceptions exceptions={exceptions} made={made} />}
      </Answer>
    </RulesPage>
  );
}

interface ExceptionsProps extends ExceptionsPageProps {
  readonly exceptions: readonly Exception[];
}

function Exceptions({ exceptions, made }: ExceptionsProps) {
  if (exceptions.length === 0) return <NoExceptions />;
  return (
    <>
      <MadeNotice exception={exceptions.find(({ id }) => id === made) ?? null} />
      <ExceptionsInForce exceptions={exceptions.filter(({ state }) => state === 'in-force')} />
      <EndedExceptions exceptions={exceptions.filter(({ state }) => state !== 'in-force')} />
    </>
  );
}

function NoExceptions() {
  return (
    <div className="panel">
      <EmptyState title="Nothing is excepted">
        <p>
          An exception says that a host or a group need not have an update, close an advisory or
          obey a directive for now. It has an owner, a reason and a last day, within a year.
        </p>
      </EmptyState>
    </div>
  );
}

function MakeButton() {
  return (
    <Button
      component={Link}
      to="/exceptions/new"
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      Make an exception
    </Button>
  );
}
