import { IconFlame } from '@tabler/icons-react';

interface AdvisoryNamesProps {
  readonly names: readonly string[];
  readonly exploited: readonly string[];
}

/** Advisories by name, the known exploited first and marked. */
export function AdvisoryNames({ names, exploited }: AdvisoryNamesProps) {
  const known = new Set(exploited);
  const rest = names.filter((name) => !known.has(name));
  return (
    <ul className="advisory-names">
      {exploited.map((name) => (
        <li key={name} className="mark mark--act">
          <IconFlame aria-hidden />
          {name}
          <span className="only-read-aloud">known exploited</span>
        </li>
      ))}
      {rest.map((name) => (
        <li key={name} className="nowrap">
          {name}
        </li>
      ))}
    </ul>
  );
}
