import './fact-rules.css';
import type { FactRule } from '@daybreak/protocol/host-facts';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Answer, amountText } from '../ui/index.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleItem } from './rule-item.tsx';
import { factRulesQuery } from './rule-queries.ts';

/** The rules in their order: seen, added, changed, moved, removed; each change seen before it is made. */
export function FactRules() {
  const query = useQuery(factRulesQuery);
  return (
    <section className="panel stack" aria-labelledby="fact-rules">
      <h2 id="fact-rules">Rules</h2>
      <p className="muted">
        For each fact, the first rule that fits a host and says the fact counts. Rules also hold for
        hosts that come in later.
      </p>
      <Answer query={query} lines={6}>
        {({ rules }) => <Rules rules={rules} />}
      </Answer>
    </section>
  );
}

function Rules({ rules }: { readonly rules: readonly FactRule[] }) {
  const [adding, setAdding] = useState(false);
  const [saved, setSaved] = useState<{ readonly hosts: number } | null>(null);
  const status = useRef<HTMLParagraphElement>(null);
  // What was pressed is gone when a change is made: its outcome takes the focus.
  useEffect(() => {
    if (saved !== null) status.current?.focus();
  }, [saved]);
  const tell = (hosts: number) => {
    setAdding(false);
    setSaved({ hosts });
  };
  return (
    <>
      <p role="status" ref={status} tabIndex={-1}>
        {saved !== null && savedText(saved.hosts)}
      </p>
      {rules.length === 0 && !adding && (
        <p>
          There is no rule yet. A rule says, for example, that every host named <code>web-*</code>{' '}
          is exposed.
        </p>
      )}
      <ol className="fact-rules">
        {rules.map((rule) => (
          <RuleItem key={rule.id} rule={rule} rules={rules} onDone={tell} />
        ))}
      </ol>
      {adding ? (
        <RuleForm rule={null} onDone={tell} onCancel={() => setAdding(false)} />
      ) : (
        <div>
          <Button
            variant={rules.length === 0 ? 'filled' : 'default'}
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => {
              setSaved(null);
              setAdding(true);
            }}
          >
            Add a rule
          </Button>
        </div>
      )}
    </>
  );
}

function savedText(hosts: number): string {
  return `Saved. ${amountText(hosts, 'host')} ${hosts === 1 ? 'has' : 'have'} other facts now.`;
}
