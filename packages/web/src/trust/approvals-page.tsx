import './approvals.css';
import type { TrustView } from '@daybreak/protocol/trust';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RulesPage } from '../shell/rules-page.tsx';
import { Answer } from '../ui/index.ts';
import { ApprovalSteps } from './approval-steps.tsx';
import { LeavePanel } from './leave-panel.tsx';
import { Manifests } from './manifests.tsx';
import { Proposals } from './proposals.tsx';
import { trustQuery } from './queries.ts';
import { RootOfTrust } from './root-of-trust.tsx';

/** May hosts install anything, who approves, and what waits for whom? */
export function ApprovalsPage() {
  const query = useQuery(trustQuery);
  const hasRoot = query.data !== undefined && query.data.root !== null;
  return (
    <RulesPage title="Approvals" actions={hasRoot ? <NewButton /> : undefined}>
      <Answer query={query} lines={14}>
        {(trust) => <Approvals trust={trust} />}
      </Answer>
    </RulesPage>
  );
}

function Approvals({ trust }: { readonly trust: TrustView }) {
  return (
    <>
      <LeavePanel trust={trust} />
      <Proposals trust={trust} />
      <ApprovalSteps trust={trust} />
      {trust.root !== null && (
        <>
          <Manifests trust={trust} />
          <RootOfTrust root={trust.root} />
        </>
      )}
    </>
  );
}

function NewButton() {
  return (
    <Button
      component={Link}
      to="/approvals/new"
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      A new manifest
    </Button>
  );
}
