import type { HostDetail } from '@daybreak/protocol/host';
import { useQuery } from '@tanstack/react-query';
import { HostAgent } from '../agent/host-agent.tsx';
import { HostExceptions } from '../exception/exceptions-about.tsx';
import { StatedFacts } from '../host-facts/stated-facts.tsx';
import { Answer, Page } from '../ui/index.ts';
import { AdvisoryTable } from './advisory-table.tsx';
import { ConditionalUpdates } from './conditional-updates.tsx';
import { HalfDonePackages } from './half-done-packages.tsx';
import { HostFacts } from './host-facts.tsx';
import { HostVerdict } from './host-verdict.tsx';
import { InstalledOn } from './installed-on.tsx';
import { PostureHistory } from './posture-history.tsx';
import { hostQuery } from './queries.ts';
import { RemoveHost } from './remove-host.tsx';
import { UpdatesToInstall } from './updates-to-install.tsx';

/** How does this host stand, why, and what is to be done? */
export function HostPage({ id }: { readonly id: string }) {
  const query = useQuery(hostQuery(id));
  return (
    <Page title={query.data?.host.name ?? 'Host'}>
      <Answer query={query} lines={14}>
        {(detail) => <Detail detail={detail} />}
      </Answer>
    </Page>
  );
}

function Detail({ detail }: { readonly detail: HostDetail }) {
  const { assessment, host } = detail;
  return (
    <>
      <HostVerdict detail={detail} />
      <HalfDonePackages installed={detail.installed} />
      <HostAgent detail={detail} />
      <UpdatesToInstall
        updates={assessment.install}
        verdict={assessment.verdict}
        deadlines={detail.deadlines}
      />
      <AdvisoryTable assessment={assessment} />
      <ConditionalUpdates updates={assessment.conditional} />
      <HostExceptions id={host.id} group={host.group} />
      <StatedFacts id={host.id} />
      <HostFacts detail={detail} />
      <InstalledOn installed={detail.installed} />
      <PostureHistory history={detail.history} />
      <RemoveHost id={host.id} name={host.name} />
    </>
  );
}
