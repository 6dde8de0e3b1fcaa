import type { ProbeResult } from '@daybreak/protocol/probe';
import { Age, Mark } from '../ui/index.ts';
import { askedText, byWorst, wordsOfProbe, wordsOfProbes } from './probe-words.ts';

/** What the host saw when it looked after an order: open at once where anything is not well. */
export function ProbeResults({ probes }: { readonly probes: readonly ProbeResult[] }) {
  const { tone, words } = wordsOfProbes(probes);
  return (
    <details open={tone !== 'verified'}>
      <summary>
        Looked at afterwards: <Mark tone={tone}>{words}</Mark>
      </summary>
      <ul className="probes">
        {byWorst(probes).map((one) => (
          <Result key={`${one.kind} ${one.name}`} one={one} />
        ))}
      </ul>
    </details>
  );
}

function Result({ one }: { readonly one: ProbeResult }) {
  const { tone, words } = wordsOfProbe(one);
  return (
    <li>
      <Mark tone={tone}>{words}</Mark> <strong>{askedText(one)}</strong>
      <div>
        {one.text === '' ? 'It said nothing.' : one.text}{' '}
        <span className="muted">
          (<Age at={one.at} />)
        </span>
      </div>
    </li>
  );
}
