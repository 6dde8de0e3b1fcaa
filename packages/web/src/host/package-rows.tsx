import type { DebianPackage } from '@daybreak/protocol/host';
import { Mark, TableFrame, usePaged } from '../ui/index.ts';

export function PackageRows({ packages }: { readonly packages: readonly DebianPackage[] }) {
  const { shown, more } = usePaged(packages, 100);
  if (packages.length === 0) return <p className="muted">No package matches.</p>;
  return (
    <>
      <TableFrame label="Installed packages">
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">Package</th>
              <th scope="col">Version</th>
              <th scope="col">State</th>
              <th scope="col">Source package</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <PackageRow key={`${one.name} ${one.architecture} ${one.version}`} one={one} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      {more}
    </>
  );
}

function PackageRow({ one }: { readonly one: DebianPackage }) {
  const { name, architecture, version, source, sourceVersion, state } = one;
  return (
    <tr>
      <th scope="row">
        {name} <span className="muted">{architecture}</span>
      </th>
      <td>
        <code>{version}</code>
      </td>
      <td>
        <PackageState state={state} />
      </td>
      <td data-label="Source">
        {source} {sourceVersion !== version && <code>{sourceVersion}</code>}
      </td>
    </tr>
  );
}

/** Being installed is no proof of being patched: it has no mark. */
function PackageState({ state }: Pick<DebianPackage, 'state'>) {
  if (state === 'half-done') return <Mark tone="act">half-done</Mark>;
  if (state === 'held') return <Mark tone="unsure">held</Mark>;
  return <span className="muted">{state}</span>;
}
