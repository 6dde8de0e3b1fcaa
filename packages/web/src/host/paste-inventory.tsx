import { Button, Textarea } from '@mantine/core';
import { formText } from '../session/form-text.ts';

interface PasteInventoryProps {
  readonly busy: boolean;
  readonly onText: (text: string) => void;
}

/** Takes an inventory as text. */
export function PasteInventory({ busy, onText }: PasteInventoryProps) {
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(new FormData(event.currentTarget), 'inventory');
        if (text.trim() !== '') onText(text);
      }}
    >
      <Textarea
        name="inventory"
        label="Inventory"
        description="What systeminfo prints; the output of several hosts may follow each other."
        rows={8}
        required
        spellCheck={false}
      />
      <div>
        <Button type="submit" loading={busy}>
          Add
        </Button>
      </div>
    </form>
  );
}
