import type { AgentHealth, WatchedManifest, WatchedProbe } from '@daybreak/protocol/agent';
import { Age, Mark } from '../ui/index.ts';
import type { Agent } from './agent-state.tsx';
import { spanText } from './agent-words.ts';
import { askedText, byWorst, wordsOfProbe } from './probe-words.ts';
import { wordsOfWatch } from './watch-words.ts';

/** What a host looks at again and again, and what it sees. */
export function WatchState({ agent }: { readonly agent: Agent }) {
  const { tone, words } = wordsOfWatch(agent);
  return (
    <section className="panel stack" aria-labelledby="watch">
      <h2 id="watch">
        Watch: <Mark tone={tone}>{words}</Mark>
      </h2>
      <Watching agent={agent} isWell={tone === 'verified'} />
    </section>
  );
}

interface WatchingProps {
  readonly agent: Agent;
  readonly isWell: boolean;
}

function Watching({ agent: { watch, health, lastContact }, isWell }: WatchingProps) {
  if (watch === null)
    return <p className="muted">It looks at what it serves after orders alone.</p>;
  const rhythm = `It looks every ${spanText(watch.everySeconds)}`;
  if (health === null) return <p>{rhythm}, and has not said yet what it sees.</p>;
  return (
    <>
      <p>
        {rhythm}. It began to see just this <Age at={health.at} />, and was last heard of{' '}
        <Age at={lastContact} />.
      </p>
      <details open={!isWell}>
        <summary>What it looks at</summary>
        <Seen health={health.said} />
      </details>
    </>
  );
}

function Seen({ health: { manifests, host } }: { readonly health: AgentHealth }) {
  return (
    <>
      {manifests.map((one) => (
        <SeenManifest key={one.path} manifest={one} />
      ))}
      <h3>What every host has</h3>
      <SeenProbes probes={host} />
    </>
  );
}

function SeenManifest({ manifest }: { readonly manifest: WatchedManifest }) {
  const { path, why, probes } = manifest;
  return (
    <>
      <h3>{path}</h3>
      {why === '' ? (
        <SeenProbes probes={probes} />
      ) : (
        <p>
          <Mark tone="unsure">cannot be looked at</Mark>: {why}
        </p>
      )}
    </>
  );
}

function SeenProbes({ probes }: { readonly probes: readonly WatchedProbe[] }) {
  if (probes.length === 0) return <p className="muted">It names nothing to look at.</p>;
  return (
    <ul className="probes">
      {byWorst(probes).map((one) => {
        const { tone, words } = wordsOfProbe(one);
        return (
          <li key={`${one.kind} ${one.name}`}>
            <Mark tone={tone}>{words}</Mark> <strong>{askedText(one)}</strong>
            {one.text !== '' && <div>{one.text}</div>}
          </li>
        );
      })}
    </ul>
  );
}
