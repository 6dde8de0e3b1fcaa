import { Button } from '@mantine/core';
import { ProblemError } from '../api/index.ts';
import { amountText, Notice, ProblemNotice, TableFrame } from '../ui/index.ts';

interface PolicyFaultsProps {
  readonly error: Error;
  /** As it was uploaded. */
  readonly text: string;
  /** Takes the reader to this line. */
  readonly onLine: (line: number) => void;
}

/** Why a policy was refused: each fault with its line. */
export function PolicyFaults({ error, text, onLine }: PolicyFaultsProps) {
  const faults = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  const placed = faults.map(({ place, message }) => ({ line: lineOf(place), place, message }));
  if (placed.length === 0 || placed.some(({ line }) => line === null)) {
    return <ProblemNotice error={error} />;
  }
  const lines = text.split('\n');
  return (
    <div className="stack" role="alert">
      <Notice tone="act" title={`Not taken: ${amountText(faults.length, 'fault')}`}>
        <p>Nothing was changed. Put the text right and upload it again.</p>
      </Notice>
      <TableFrame label="Faults of the policy">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">What</th>
              <th scope="col">What stands there</th>
            </tr>
          </thead>
          <tbody>
            {placed.map(({ line, message }) => (
              <tr key={`${line} ${message}`}>
                <td>
                  <Button size="compact-sm" variant="default" onClick={() => onLine(line ?? 1)}>
                    line {line}
                  </Button>
                </td>
                <td>{message}</td>
                <td>
                  <code>{lines[(line ?? 1) - 1]?.trim()}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </div>
  );
}

/** Of `shop.yaml:12` the line; null where it has none. */
function lineOf(place: string): number | null {
  const [, line] = /:(\d+)$/.exec(place) ?? [];
  return line === undefined ? null : Number(line);
}
