import type { DebianPackage } from '@daybreak/protocol/host';
import { NativeSelect, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { amountText, Mark, numberText } from '../ui/index.ts';
import {
  countPackages,
  filterPackages,
  type PackageCounts,
  packageStates,
  worstFirst,
} from './package-filter.ts';
import { PackageRows } from './package-rows.tsx';

/** The packages that dpkg or RPM has on the host, by state, and searchable. */
export function InstalledPackages({ packages }: { readonly packages: readonly DebianPackage[] }) {
  const counts = countPackages(packages);
  const [choice, setChoice] = useState('any');
  const [text, setText] = useState('');
  const state = packageStates.find((one) => one === choice) ?? null;
  const found = worstFirst(filterPackages(packages, state, useDeferredValue(text)));
  return (
    <section className="panel stack" aria-labelledby="installed">
      <div className="row">
        <h2 id="installed">Installed: {amountText(packages.length, 'package')}</h2>
        {counts['half-done'] > 0 && (
          <Mark tone="act">{numberText(counts['half-done'])} half-done</Mark>
        )}
        {counts.held > 0 && <Mark tone="unsure">{numberText(counts.held)} held</Mark>}
      </div>
      <div className="row">
        <NativeSelect
          size="xs"
          aria-label="State of the packages"
          value={choice}
          onChange={(event) => setChoice(event.currentTarget.value)}
          data={choices(counts, packages.length)}
        />
        <TextInput
          type="search"
          size="xs"
          aria-label="Find a package"
          placeholder="Name or version"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span className="muted" role="status">
          {numberText(found.length)} of {numberText(packages.length)}
        </span>
      </div>
      <PackageRows key={`${choice} ${text}`} packages={found} />
    </section>
  );
}

function choices(counts: PackageCounts, all: number) {
  return [
    { value: 'any', label: `any state (${numberText(all)})` },
    ...packageStates.map((one) => ({ value: one, label: `${one} (${numberText(counts[one])})` })),
  ];
}
