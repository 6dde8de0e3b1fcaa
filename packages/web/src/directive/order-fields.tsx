import { Textarea, TextInput } from '@mantine/core';
import type { TextFields } from './directive-form.tsx';

interface OrderFieldsProps {
  readonly text: TextFields;
  /** False where the zone stays what it was. */
  readonly withZone: boolean;
}

/** Who orders it, what it is called, and from when it counts. */
export function OrderFields({ text, withZone }: OrderFieldsProps) {
  return (
    <section className="panel stack" aria-label="The order">
      <h2>The order</h2>
      <div className="fields">
        <TextInput label="Authority" placeholder="CISA" required {...text('authority')} />
        <TextInput label="Title" placeholder="ED 20-03" required {...text('title')} />
        <TextInput label="Reference" placeholder="https://…" {...text('reference')} />
        <TextInput
          label="In effect from"
          description="a date, or a time with its offset"
          placeholder="2020-07-16T14:00-04:00"
          required
          {...text('at')}
        />
        {withZone && (
          <TextInput
            label="Time zone"
            description="whose days are meant"
            required
            {...text('zone')}
          />
        )}
      </div>
      <Textarea
        label="Note"
        description="what else one should know of this event"
        rows={2}
        {...text('note')}
      />
    </section>
  );
}
