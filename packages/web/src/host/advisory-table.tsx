import type { Assessment } from '@daybreak/protocol/exposure';
import { NativeSelect, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { numberText } from '../ui/index.ts';
import {
  advisoryStates,
  countStates,
  exploitedFirst,
  filterAdvisories,
} from './advisory-filter.ts';
import { AdvisoryRows } from './advisory-rows.tsx';

/** Every advisory that was decided on, by state, and searchable. */
export function AdvisoryTable({ assessment }: { readonly assessment: Assessment }) {
  return assessment.advisories.length === 0 ? (
    <section className="panel" aria-labelledby="advisories">
      <h2 id="advisories">Advisories: none decided on</h2>
      <p className="muted">
        No feed names an advisory for this product. That is no sign of health.
      </p>
    </section>
  ) : (
    <Decided assessment={assessment} />
  );
}

function Decided({ assessment }: { readonly assessment: Assessment }) {
  const { advisories, install } = assessment;
  const counts = countStates(advisories);
  const [choice, setChoice] = useState(advisoryStates.find((one) => counts[one] > 0) ?? 'any');
  const [text, setText] = useState('');
  const state = advisoryStates.find((one) => one === choice) ?? null;
  const exploited = new Set(install.flatMap(({ knownExploited }) => knownExploited));
  const found = exploitedFirst(
    filterAdvisories(advisories, state, useDeferredValue(text)),
    exploited,
  );
  return (
    <section className="panel stack" aria-labelledby="advisories">
      <h2 id="advisories">Advisories: {numberText(advisories.length)} decided on</h2>
      <div className="row">
        <NativeSelect
          size="xs"
          aria-label="State of the advisories"
          value={choice}
          onChange={(event) => setChoice(event.currentTarget.value)}
          data={[
            ...advisoryStates.map((one) => ({ value: one, label: labelOf(one, counts[one]) })),
            { value: 'any', label: labelOf('any state', advisories.length) },
          ]}
        />
        <TextInput
          type="search"
          size="xs"
          aria-label="Find an advisory"
          placeholder="CVE, update or severity"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span className="muted" role="status">
          {numberText(found.length)} of {numberText(advisories.length)}
        </span>
      </div>
      <AdvisoryRows
        key={`${choice} ${text}`}
        advisories={found}
        exploited={exploited}
        needed={new Set(install.map(({ update }) => update))}
      />
    </section>
  );
}

function labelOf(word: string, count: number): string {
  return `${word} (${numberText(count)})`;
}
