import type { ImportResult } from '@daybreak/protocol/import';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../ui/index.ts';
import { AddHosts } from './add-hosts.tsx';
import { ImportOutcome } from './import-outcome.tsx';

export function AddHostsPage() {
  const [outcome, setOutcome] = useState<ImportResult | null>(null);
  return (
    <Page title="Add hosts" actions={<Link to="/hosts">Back to the hosts</Link>}>
      <div className="panel stack">
        <AddHosts onImported={setOutcome} />
        <ImportOutcome result={outcome} />
      </div>
    </Page>
  );
}
