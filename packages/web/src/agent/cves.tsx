import { amountText, Mark } from '../ui/index.ts';

interface CvesProps {
  /** Null where nobody could tell. */
  readonly cves: readonly string[] | null;
}

/** What an update closes. */
export function Cves({ cves }: CvesProps) {
  if (cves === null) return <Mark tone="unsure">not known</Mark>;
  if (cves.length === 0) return <span className="muted">no CVE named</span>;
  if (cves.length <= 3) return cves.join(', ');
  return (
    <details>
      <summary>{amountText(cves.length, 'CVE')}</summary>
      {cves.join(', ')}
    </details>
  );
}
