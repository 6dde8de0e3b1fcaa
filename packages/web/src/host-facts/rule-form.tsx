import type { FactRule } from '@daybreak/protocol/host-facts';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { PreviewedChange } from './previewed-change.tsx';
import { MatchFields, SetsFields } from './rule-fields.tsx';
import type { RuleChange, RuleText } from './rule-queries.ts';
import { type ReadRule, readRule } from './rule-text.ts';

interface RuleFormProps {
  /** To be changed; null for a new one. */
  readonly rule: FactRule | null;
  readonly onDone: (hosts: number) => void;
  readonly onCancel: () => void;
}

/** A rule to write; it can be saved once one has seen what it would do. */
export function RuleForm({ rule, onDone, onCancel }: RuleFormProps) {
  const [read, setRead] = useState<ReadRule | null>(null);
  const wanted = read !== null && 'rule' in read ? read.rule : null;
  return (
    <form
      className="rule-form stack"
      aria-label={rule === null ? 'A new rule' : `The rule ${rule.title}`}
      // What was seen is of the rule as it was then.
      onChange={() => setRead(null)}
      onSubmit={(event) => {
        event.preventDefault();
        setRead(readRule(new FormData(event.currentTarget)));
      }}
    >
      <TextInput
        name="title"
        label="Name of the rule"
        placeholder="Web servers"
        defaultValue={rule?.title ?? ''}
        maxLength={100}
        required
        autoFocus
      />
      <MatchFields match={rule?.match ?? null} />
      <SetsFields sets={rule?.sets ?? null} />
      <p role="alert">{read !== null && 'problem' in read && read.problem}</p>
      {wanted === null ? (
        <div className="row">
          <Button type="submit" size="sm">
            See what it would do
          </Button>
          <Button size="sm" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      ) : (
        <PreviewedChange
          change={changeTo(rule, wanted)}
          confirm="Save the rule"
          leave="Cancel"
          onDone={onDone}
          onCancel={onCancel}
        />
      )}
    </form>
  );
}

function changeTo(before: FactRule | null, rule: RuleText): RuleChange {
  return before === null ? { change: 'add', rule } : { change: 'replace', id: before.id, rule };
}
