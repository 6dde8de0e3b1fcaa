import { readSettings } from '../identity/index.ts';
import { type Entry, Journal } from '../order/index.ts';
import { askStatus, type LiveStatus } from '../run/index.ts';
import { type AgentExit, agentExit } from './exit.ts';
import { systemNotice } from './this-host.ts';

const ordersShown = 10;
const unheard = process.platform === 'win32' ? 'is not asked on Windows' : 'does not run';

/** @throws StateFailure */
export async function showStatus(stateFolder: string): Promise<AgentExit> {
  const settings = await readSettings(stateFolder);
  if (settings === null) {
    console.log('This host has not joined a server.');
    return agentExit.badInput;
  }
  const live = process.platform === 'win32' ? null : await askStatus(stateFolder);
  const journal = await Journal.open(stateFolder);
  const lines = [
    `server   ${settings.server}`,
    `host     ${settings.host}${settings.group === '' ? '' : `, group ${settings.group}`}`,
    ...(systemNotice === '' ? [] : [`system   ${systemNotice}`]),
    ...(live === null ? [`agent    ${unheard}`] : liveLines(live)),
    ...orderLines(journal.entries),
  ];
  console.log(lines.join('\n'));
  return agentExit.done;
}

function liveLines({ contactAt, trouble, trust, doing, hindrances }: LiveStatus): string[] {
  const { state, rootVersion, why } = trust;
  return [
    'agent    runs',
    `contact  ${contactAt ?? 'none since the agent started'}`,
    ...(trouble === '' ? [] : [`trouble  ${trouble}`]),
    `trust    ${[state, ...(rootVersion > 0 ? [`root ${rootVersion}`] : []), ...(why === '' ? [] : [why])].join(', ')}`,
    ...(doing === null ? [] : [`doing    ${doing}`]),
    ...hindrances.map((hindrance) => `hindered ${hindrance}`),
  ];
}

/** The last ones first. */
function orderLines(entries: ReadonlyMap<string, Entry>): string[] {
  return [...entries]
    .sort(([, a], [, b]) => (a.at < b.at ? 1 : -1))
    .slice(0, ordersShown)
    .map(([id, entry]) => `order    ${id} ${entry.at} ${wordsOf(entry)}`);
}

function wordsOf(entry: Entry): string {
  if (entry.state !== 'ended') return entry.state;
  return [`ended: ${entry.outcome.kind}`, ...entry.outcome.reasons].join('; ');
}
