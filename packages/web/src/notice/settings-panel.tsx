import type { NoticeSettings } from '@daybreak/protocol/notice';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, ProblemNotice } from '../ui/index.ts';
import { setSettings, settingsQuery } from './queries.ts';

/** When a deadline is told of. */
export function SettingsPanel() {
  const query = useQuery(settingsQuery);
  return (
    <section className="panel stack" aria-labelledby="when-told">
      <h2 id="when-told">When deadlines are told of</h2>
      <Answer query={query} lines={5}>
        {(settings) => <SettingsForm settings={settings} />}
      </Answer>
    </section>
  );
}

function SettingsForm({ settings }: { readonly settings: NoticeSettings }) {
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: setSettings,
    onSuccess: (kept) => client.setQueryData(settingsQuery.queryKey, kept),
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(settingsFrom(new FormData(event.currentTarget)));
      }}
    >
      <div className="notice-fields">
        <Hours
          name="appearHours"
          label="When it appears, if its whole time is at most (hours)"
          value={settings.appearHours}
        />
        <Hours
          name="nearHours"
          label="Again when this much is left (hours)"
          value={settings.nearHours}
        />
        <NumberField
          name="nearPercent"
          label="… or this share of its whole time (%)"
          value={settings.nearShare * 100}
          max={100}
        />
        <NumberField
          name="reminderHour"
          label="Reminder of what is overdue, hour (UTC)"
          value={settings.reminderHour}
          max={23}
        />
      </div>
      <p className="muted">
        Of the hours and the share that are left, what comes first counts; where a deadline gives no
        more than those hours, the share. It is told of again when it passes, once a day while hosts
        stay open, and when it is settled.
      </p>
      {set.error !== null && <ProblemNotice error={set.error} />}
      <div className="row">
        <Button type="submit" variant="default" loading={set.isPending}>
          Save the times
        </Button>
        <span role="status">{set.isSuccess && 'Saved.'}</span>
      </div>
    </form>
  );
}

function settingsFrom(form: FormData): NoticeSettings {
  const number = (name: string) => Number(form.get(name));
  return {
    appearHours: number('appearHours'),
    nearHours: number('nearHours'),
    nearShare: number('nearPercent') / 100,
    reminderHour: number('reminderHour'),
  };
}

interface NumberFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

function Hours(props: Omit<NumberFieldProps, 'max'>) {
  return <NumberField {...props} max={8760} />;
}

function NumberField({ name, label, value, max }: NumberFieldProps) {
  return (
    <TextInput
      name={name}
      label={label}
      type="number"
      min={0}
      max={max}
      defaultValue={value}
      required
    />
  );
}
