import type { ImportError } from '@daybreak/protocol/import';
import { TableFrame, usePaged } from '../ui/index.ts';

interface MessageListProps {
  readonly title: string;
  readonly items: readonly ImportError[];
  /** True to show the items at once. */
  readonly open?: boolean;
}

/** Messages, each with its place; nothing when there are none. */
export function MessageList({ title, items, open = false }: MessageListProps) {
  const { shown, more } = usePaged(items, 100);
  if (items.length === 0) return null;
  return (
    <details open={open}>
      <summary>{title}</summary>
      <TableFrame label={title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ place, message }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <tr key={at}>
                <td>
                  <code>{place}</code>
                </td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {more}
    </details>
  );
}
