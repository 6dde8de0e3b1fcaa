import type { AffectedGroup, UpdateDetail } from '@daybreak/protocol/update';
import { Link } from '@tanstack/react-router';
import { EvidenceText, numberText, Rule, TableFrame, VerdictMark } from '../ui/index.ts';

/** Who needs it: hosts by product and state, with the rule that put them there. */
export function AffectedHosts({ detail }: { readonly detail: UpdateDetail }) {
  const { affected, update } = detail;
  return (
    <section className="panel" aria-labelledby="who">
      <h2 id="who">Who needs it</h2>
      <TableFrame label="Hosts by product and state">
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">Product</th>
              <th scope="col" className="number">
                Hosts
              </th>
              <th scope="col">Evidence</th>
              <th scope="col">Which</th>
            </tr>
          </thead>
          <tbody>
            {affected.map((group) => (
              <GroupRow
                key={`${group.state} ${group.product} ${group.because}`}
                group={group}
                update={update.update}
              />
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}

interface GroupRowProps {
  readonly group: AffectedGroup;
  readonly update: string;
}

function GroupRow({ group, update }: GroupRowProps) {
  const more = group.hosts - group.examples.length;
  return (
    <tr>
      <td>
        <VerdictMark state={group.state} />
      </td>
      <th scope="row">{group.product}</th>
      <td className="number" data-label="Hosts">
        {numberText(group.hosts)}
      </td>
      <td>
        <Evidence group={group} />
      </td>
      <td>
        <span className="row">
          {group.examples.map(({ id, name }) => (
            <Link key={id} to="/hosts/$id" params={{ id }}>
              {name}
            </Link>
          ))}
          {more > 0 && (
            <Link to="/hosts" search={{ update }}>
              {numberText(more)} more
            </Link>
          )}
        </span>
      </td>
    </tr>
  );
}

function Evidence({ group }: { readonly group: AffectedGroup }) {
  if (group.rule !== null) {
    return (
      <>
        <EvidenceText text={group.because} /> <Rule rule={group.rule} />
      </>
    );
  }
  return group.state === 'fixed' ? (
    <span>all that it closes is closed on these hosts</span>
  ) : (
    <span>not enough is known of these hosts to decide</span>
  );
}
