import type { Assessment } from '@daybreak/protocol/exposure';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { numberText } from '../ui/index.ts';
import { advisoryStates, countStates, filterAdvisories } from './advisory-filter.ts';
import { AdvisoryRows } from './advisory-rows.tsx';

/** Every advisory that was decided on, by state, and searchable. */
export function AdvisoryTable({ assessment }: { readonly assessment: Assessment }) {
  const { advisories, install } = assessment;
  const counts = countStates(advisories);
  const [choice, setChoice] = useState(advisoryStates.find((state) => counts[state] > 0) ?? 'any');
  const [text, setText] = useState('');
  const state = advisoryStates.find((one) => one === choice) ?? null;
  const found = filterAdvisories(advisories, state, useDeferredValue(text));
  const exploited = new Set(install.flatMap(({ knownExploited }) => knownExploited));
  return (
    <section className="panel stack" aria-labelledby="advisories">
      <h2 id="advisories">Advisories: {numberText(advisories.length)} decided on</h2>
      <div className="row">
        <SegmentedControl
          aria-label="State of the advisories"
          size="xs"
          value={choice}
          onChange={setChoice}
          data={[
            ...advisoryStates.map((one) => ({
              value: one,
              label: `${one} ${numberText(counts[one])}`,
            })),
            { value: 'any', label: 'any' },
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
      </div>
      <AdvisoryRows key={`${choice} ${text}`} advisories={found} exploited={exploited} />
    </section>
  );
}
