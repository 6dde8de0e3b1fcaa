import { Link } from '@tanstack/react-router';
import { Page } from '../ui/index.ts';
import { FactRules } from './fact-rules.tsx';
import { FactsImport } from './facts-import.tsx';

/** Facts of many hosts at once: from a table that people keep, and by rules. */
export function FactsPage() {
  return (
    <Page title="Facts of hosts" actions={<Link to="/hosts">Back to the hosts</Link>}>
      <p>
        What no inventory shows: who can reach a host, what its failure would mean, what it is for,
        who answers for it. What a person says of one host goes before every rule, and a rule before
        the host's own inventory.
      </p>
      <FactRules />
      <FactsImport />
    </Page>
  );
}
