/** What hosts have said since, as the rollout's machine takes it. */
import {
  flag,
  type OrderEnd,
  type Presence,
  phaseOf,
  presenceOf,
  type RolloutState,
  type Sighting,
} from '@daybreak/core/rollout';
import type { Transactor } from '@daybreak/storage/database';
import { readPostures } from '@daybreak/storage/host';
import { type HostNews, posturesOf, silentHosts, takeNews } from '@daybreak/storage/rollout';
import type { KnownRollout } from './known.ts';

/** So many at once: a step over more is no cheaper for each. */
const newsMax = 10_000;

/** Takes a held rollout's news; null where there is none. */
export async function takeSighting(
  tx: Transactor,
  known: KnownRollout,
  at: Date,
): Promise<Sighting | null> {
  const { id } = known.terms;
  const news = await takeNews(tx, id, newsMax);
  const changed = numbersOf(news, 'posture');
  const sighting: Sighting = {
    granted: numbersOf(news, 'granted'),
    begun: numbersOf(news, 'begun'),
    ended: endsIn(news, known.state),
    ...healthIn(news, known.state),
    ...(changed.length > 0 ? await presencesOf(tx, known, changed) : {}),
    ...silenceOf(known.state, await silentHosts(tx, id, at)),
  };
  return Object.values(sighting).some((hosts) => hosts.length > 0) ? sighting : null;
}

function numbersOf(news: readonly HostNews[], kind: HostNews['news']): readonly number[] {
  return [...new Set(news.filter(({ news: said }) => said === kind).map(({ number }) => number))];
}

/** The end of an order to install says nothing of one to go back that came after it. */
function endsIn(
  news: readonly HostNews[],
  state: RolloutState,
): readonly (readonly [number, OrderEnd])[] {
  return news.flatMap(({ number, news: said, detail }) => {
    const [action, end] = detail.split(' ') as [string, OrderEnd];
    const isGoingBack = phaseOf(progressOf(state)?.phase.at(number) ?? 0) === 'going-back';
    return said === 'ended' && (action === 'roll-back') === isGoingBack ? [[number, end]] : [];
  });
}

/**
 * Who looks, and what fails. A probe that the rollout names by its kind alone stands for all of that
 * kind: every host has own checks of its own.
 */
function healthIn(
  news: readonly HostNews[],
  { setup: { probes } }: RolloutState,
): Pick<Sighting, 'looked' | 'failing'> {
  const failing = news.flatMap(({ number, news: said, detail }) => {
    if (said !== 'health') return [];
    const names = JSON.parse(detail) as readonly string[];
    const places = names.map((name) => placeIn(probes, name)).filter((place) => place >= 0);
    return [...new Set(places)].map((place) => [number, place] as const);
  });
  return { looked: numbersOf(news, 'health'), failing };
}

function placeIn(probes: readonly string[], name: string): number {
  const own = probes.indexOf(name);
  return own >= 0 ? own : probes.indexOf(name.split(' ', 1)[0] ?? '');
}

async function presencesOf(
  tx: Transactor,
  { terms }: KnownRollout,
  numbers: readonly number[],
): Promise<Pick<Sighting, 'verified' | 'without'>> {
  const current = await posturesOf(tx, terms.id, numbers);
  const postures = await readPostures(tx, [...new Set(current.map(({ hash }) => hash))]);
  const by = new Map<string, Presence>();
  for (const [hash, facts] of postures) by.set(hash, presenceOf(facts, terms));
  const at = (presence: Presence) =>
    current.filter(({ hash }) => by.get(hash) === presence).map(({ number }) => number);
  return { verified: at('there'), without: at('not-there') };
}

/** Only what is another than it was. */
function silenceOf(
  state: RolloutState,
  silent: readonly number[],
): Pick<Sighting, 'silent' | 'heard'> {
  const progress = progressOf(state);
  if (progress === null) return {};
  const was = (host: number) => (progress.flags.at(host) & flag.silent) !== 0;
  const now = new Set(silent);
  const heard = [...state.setup.hosts.ring.keys()].filter((host) => was(host) && !now.has(host));
  return { silent: silent.filter((host) => !was(host)), heard };
}

function progressOf(state: RolloutState) {
  return state.kind === 'proposed' ? null : state.progress;
}
