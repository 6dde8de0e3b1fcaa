import './stated-facts.css';
import type { HostFacts } from '@daybreak/protocol/host-facts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, TableFrame } from '../ui/index.ts';
import { FactRow } from './fact-row.tsx';
import { factNames } from './fact-words.ts';
import { hostFactsQuery } from './queries.ts';

/** What no inventory shows, and deadlines rest on: each fact with who said it, to change in place. */
export function StatedFacts({ id }: { readonly id: string }) {
  const query = useQuery(hostFactsQuery(id));
  return (
    <section className="panel stack" aria-labelledby="stated-facts">
      <div className="row row--apart">
        <h2 id="stated-facts">What its deadlines rest on</h2>
        <Link to="/hosts/facts">Facts of many hosts</Link>
      </div>
      <p className="muted">
        Where a policy asks for something that nobody has said, the deadline assumes the worst.
      </p>
      <Answer query={query} lines={5}>
        {(host) => <Facts host={host} />}
      </Answer>
    </section>
  );
}

function Facts({ host }: { readonly host: HostFacts }) {
  const [told, setTold] = useState('');
  return (
    <>
      <TableFrame label="Facts and who said them">
        <table className="table cards stated-facts">
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">Value</th>
              <th scope="col">Who says so</th>
              <th scope="col">
                <span className="only-read-aloud">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {factNames.map((fact) => (
              <FactRow key={fact} host={host} fact={fact} onTold={setTold} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      <p role="status">{told}</p>
    </>
  );
}
