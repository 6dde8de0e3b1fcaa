import type { PolicyList } from '@daybreak/protocol/policy';
import { useRef, useState } from 'react';
import { TableFrame } from '../ui/index.ts';
import { AssignForm } from './assign-form.tsx';
import { AssignmentRow } from './assignment-row.tsx';

/** Which group goes by which policy. */
export function Assignments({ list }: { readonly list: PolicyList }) {
  const [told, setTold] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const groups = list.assignments.map(({ group }) => group).filter((group) => group !== '');
  return (
    <section className="panel stack" aria-labelledby="assignments">
      <h2 id="assignments" ref={heading} tabIndex={-1}>
        Who goes by which
      </h2>
      <TableFrame label="Groups and their policies">
        <table className="table cards assignments">
          <thead>
            <tr>
              <th scope="col">Hosts</th>
              <th scope="col">Policy</th>
              <th scope="col">Who says so</th>
              <th scope="col">
                <span className="only-read-aloud">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.toSorted().map((group) => (
              <AssignmentRow
                key={group}
                group={group}
                list={list}
                onTold={setTold}
                onGone={() => heading.current?.focus()}
              />
            ))}
            <AssignmentRow
              group=""
              list={list}
              onTold={setTold}
              onGone={() => heading.current?.focus()}
            />
          </tbody>
        </table>
      </TableFrame>
      <p role="status">{told}</p>
      <h3>Another group</h3>
      <AssignForm list={list} group={null} onDone={setTold} />
    </section>
  );
}
