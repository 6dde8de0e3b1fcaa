import { NativeSelect } from '@mantine/core';
import { useNow } from '../ui/index.ts';
import { relativeTime } from '../ui/time-text.ts';
import { type ChosenVersions, chosenOf, type EarlierVersion, type WayBack } from './ways-back.ts';

interface ChooseVersionsProps {
  readonly ways: readonly WayBack[];
  readonly chosen: ChosenVersions;
  readonly onChoose: (chosen: ChosenVersions) => void;
}

/** For each package that can go back: to which version. */
export function ChooseVersions({ ways, chosen, onChoose }: ChooseVersionsProps) {
  const now = useNow();
  return (
    <fieldset className="ways-back">
      <legend>Back to which version?</legend>
      {ways.map((way) => (
        <NativeSelect
          key={way.name}
          label={way.name}
          description={`It is at ${way.installed.join(' and ')} now.`}
          data={[
            ...way.versions.map((one) => ({ value: one.version, label: labelOf(one, now) })),
            { value: '', label: 'Leave it as it is' },
          ]}
          value={chosenOf(way, chosen)}
          onChange={(event) => onChoose({ ...chosen, [way.name]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );
}

function labelOf({ version, until }: EarlierVersion, now: Date): string {
  return until === null
    ? `${version}: not seen here`
    : `${version}: was here until ${relativeTime(new Date(until), now)}`;
}
