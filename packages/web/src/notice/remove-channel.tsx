import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AskOnce } from '../ui/index.ts';
import { noticesKey, removeChannel } from './queries.ts';

interface RemoveChannelProps {
  readonly id: string;
  readonly name: string;
  readonly onRemoved: () => void;
}

/** Takes a channel away; asks once, for its secret is gone with it. */
export function RemoveChannel({ id, name, onRemoved }: RemoveChannelProps) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeChannel(id),
    onSuccess: onRemoved,
    onSettled: () => client.invalidateQueries({ queryKey: noticesKey }),
  });
  return (
    <AskOnce verb="Remove" what={name} act={remove}>
      Nothing goes there any more, and what waits is given up.
    </AskOnce>
  );
}
