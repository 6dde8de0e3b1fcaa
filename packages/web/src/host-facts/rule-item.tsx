import type { FactRule } from '@daybreak/protocol/host-facts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Age } from '../ui/index.ts';
import { MoveRule } from './move-rule.tsx';
import { PreviewedChange } from './previewed-change.tsx';
import { RuleFits } from './rule-fits.tsx';
import { RuleForm } from './rule-form.tsx';
import { matchText, setFactsOf } from './rule-words.ts';

interface RuleItemProps {
  readonly rule: FactRule;
  readonly rules: readonly FactRule[];
  /** Told how many hosts have other facts now. */
  readonly onDone: (hosts: number) => void;
}

type Doing = 'change' | 'move' | 'remove';

/** One rule, and what one is about to do with it. */
export function RuleItem({ rule, rules, onDone }: RuleItemProps) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const [last, setLast] = useState<Doing | null>(null);
  const start = (what: Doing) => {
    setDoing(what);
    setLast(what);
  };
  const end = { onCancel: () => setDoing(null), onDone: endWith(onDone, () => setDoing(null)) };
  return (
    <li>
      <div className="stack">
        <RuleFacts rule={rule} />
        {doing === null && (
          <RuleButtons rule={rule} movable={rules.length > 1} last={last} onStart={start} />
        )}
        {doing === 'change' && <RuleForm rule={rule} {...end} />}
        {doing === 'move' && <MoveRule rule={rule} rules={rules} {...end} />}
        {doing === 'remove' && (
          <div className="rule-form stack">
            <h4>Remove this rule?</h4>
            <PreviewedChange
              change={{ change: 'remove', id: rule.id }}
              confirm="Remove it"
              leave="Keep it"
              {...end}
            />
          </div>
        )}
      </div>
    </li>
  );
}

function RuleFacts({ rule }: { readonly rule: FactRule }) {
  return (
    <div>
      <h3>{rule.title}</h3>
      <p>
        {matchText(rule.match)} <span aria-hidden>→</span>{' '}
        <span className="only-read-aloud">have </span>
        <strong>
          {setFactsOf(rule.sets)
            .map(({ text }) => text)
            .join('; ')}
        </strong>
      </p>
      <p className="muted">
        <RuleFits id={rule.id} />
        {rule.by}, <Age at={rule.at} />
      </p>
    </div>
  );
}

interface RuleButtonsProps {
  readonly rule: FactRule;
  readonly movable: boolean;
  /** What one was about to do before: its button takes the focus again. */
  readonly last: Doing | null;
  readonly onStart: (what: Doing) => void;
}

function RuleButtons({ rule, movable, last, onStart }: RuleButtonsProps) {
  const button = (what: Doing, word: string) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={`${word} the rule ${rule.title}…`}
      autoFocus={last === what}
      onClick={() => onStart(what)}
    >
      {word}…
    </Button>
  );
  return (
    <div className="row">
      {button('change', 'Change')}
      {movable && button('move', 'Move')}
      {button('remove', 'Remove')}
    </div>
  );
}

function endWith(onDone: (hosts: number) => void, close: () => void) {
  return (hosts: number) => {
    close();
    onDone(hosts);
  };
}
