import type { FactRule } from '@daybreak/protocol/host-facts';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { PreviewedChange } from './previewed-change.tsx';

interface MoveRuleProps {
  readonly rule: FactRule;
  readonly rules: readonly FactRule[];
  readonly onDone: (hosts: number) => void;
  readonly onCancel: () => void;
}

/** Puts a rule at another place in the order. */
export function MoveRule({ rule, rules, onDone, onCancel }: MoveRuleProps) {
  const others = rules.filter(({ id }) => id !== rule.id);
  const now = rules.findIndex(({ id }) => id === rule.id);
  const [place, setPlace] = useState(now);
  const ids = others.map(({ id }) => id).toSpliced(place, 0, rule.id);
  return (
    <div className="rule-form stack">
      <NativeSelect
        label={`Place of the rule ${rule.title}`}
        autoFocus
        value={place}
        onChange={(event) => setPlace(Number(event.currentTarget.value))}
        data={[
          { value: '0', label: placeText('first', now === 0) },
          ...others.map(({ title }, at) => ({
            value: String(at + 1),
            label: placeText(`after ${title}`, now === at + 1),
          })),
        ]}
      />
      {place === now ? (
        <div>
          <Button variant="default" size="sm" onClick={onCancel}>
            Leave it there
          </Button>
        </div>
      ) : (
        <PreviewedChange
          change={{ change: 'order', ids }}
          confirm="Move it"
          leave="Leave it where it was"
          onDone={onDone}
          onCancel={onCancel}
        />
      )}
    </div>
  );
}

function placeText(place: string, isNow: boolean): string {
  return isNow ? `${place} (where it is)` : place;
}
