/** A Windows host that answers our scripts as Microsoft documents it; no Windows has run them. */
import { readFileSync } from 'node:fs';
import type { Command, Ended } from '@daybreak/agent/command';
import {
  bootScript,
  clockScript,
  connectionScript,
  driverScript,
  endpointScript,
  historyScript,
  hotfixScript,
  inventoryScript,
  neighbourScript,
  portScript,
  processScript,
  searchScript,
  securityLogScript,
  serviceScript,
  sessionScript,
  stateScript,
  systemLogScript,
  taskScript,
} from '@daybreak/agent/windows';

/** What systeminfo printed on a real host. */
const systeminfo = readFileSync(
  new URL('../../../intake/fixtures/lily_systeminfo.txt', import.meta.url),
  'utf8',
);

export class PlayedWindows {
  readonly hotfixes: string[] = ['KB5037782'];
  offered = [offer('KB5039227'), offer('KB5039999')];
  history: { title: string; at: string; operation: number; result: number; code: number }[] = [];
  /** Installed updates count only after a restart. */
  needsRestart = false;
  /** The update service says that it succeeded, and the host does not have it. */
  isLying = false;
  isBusy = false;
  boots = 1;
  restarts = 0;
  readonly changes: string[] = [];
  /** What was asked for evidence or probes, in order; what is not known here cannot be had. */
  readonly asked: string[] = [];
  looks = new Map(looked);

  run = async ({ program, args }: Command): Promise<Ended> => {
    if (program.endsWith('\\shutdown.exe')) {
      if (args.join(' ') !== '/r /t 0') throw new Error(`shutdown with ${args.join(' ')}`);
      this.restarts += 1;
      return { status: 0, output: '', log: '' };
    }
    if (!program.endsWith('\\powershell.exe')) throw new Error(`the host has no ${program}`);
    const script = Buffer.from(args.at(-1) ?? '', 'base64').toString('utf16le');
    const name = lookNames.get(script);
    if (name !== undefined) return this.#look(name);
    const output = `${JSON.stringify(this.#answer(script))}\r\n`;
    return { status: 0, output, log: output };
  };

  #look(name: string): Ended {
    this.asked.push(name);
    const answer = this.looks.get(name);
    if (answer === undefined) return { status: 1, output: '', log: 'Access is denied' };
    const output = `${JSON.stringify(answer)}\r\n`;
    return { status: 0, output, log: output };
  }

  #answer(script: string): object {
    const { hotfixes, offered, history, needsRestart } = this;
    const state = { isRestartNeeded: needsRestart, isRestartNeededBefore: false };
    const boot = { name: 'WEB-1', at: '2024-06-01T08:00:00.000Z', count: this.boots };
    const version = { build: '', revision: 2461, installation: 'Server' };
    const constant = new Map<string, object>([
      [inventoryScript, { systeminfo, hotfixes, ...version }],
      [hotfixScript, { hotfixes }],
      [bootScript, boot],
      [stateScript, { ...state, isBusy: this.isBusy }],
      [historyScript, { entries: history }],
      [searchScript, { result: 2, updates: offered }],
    ]).get(script);
    return constant ?? this.#change(script);
  }

  #change(script: string): object {
    const wanted = [...(/\$wanted = @\((.*)\)/.exec(script)?.[1] ?? '').matchAll(/\d+/g)];
    const kbs = wanted.map(([number]) => `KB${number}`);
    const isBack = script.includes('.Uninstall()');
    this.changes.push(`${isBack ? 'remove' : 'install'} ${kbs.join(' ')}`);
    const chosen = kbs.map(offer);
    const each = kbs.map((kb) => ({ kbs: [kb], result: 2, code: 0 }));
    if (isBack) return this.#remove(kbs, { chosen, each });
    for (const kb of this.isLying ? [] : kbs) {
      const title = `2024-06 Cumulative Update (${kb})`;
      this.history.unshift({ title, at: '2024-06-12', operation: 1, result: 2, code: 0 });
      if (!this.needsRestart) this.hotfixes.push(kb);
    }
    const isRestartNeeded = this.needsRestart;
    return { search: 2, chosen, download: 2, install: 2, each, isRestartNeeded };
  }

  #remove(kbs: readonly string[], { chosen, each }: { chosen: object[]; each: object[] }): object {
    const answer = { search: 2, isRestartNeeded: this.needsRestart };
    if (!kbs.every((kb) => this.hotfixes.includes(kb))) {
      return { ...answer, chosen: [], fixed: [], uninstall: null, each: [] };
    }
    const left = this.hotfixes.filter((kb) => !kbs.includes(kb));
    this.hotfixes.splice(0, this.hotfixes.length, ...left);
    for (const kb of kbs) {
      const title = `2024-06 Cumulative Update (${kb})`;
      this.history.unshift({ title, at: '2024-06-13', operation: 2, result: 2, code: 0 });
    }
    return { ...answer, chosen, fixed: [], uninstall: 2, each };
  }
}

const lookNames: ReadonlyMap<string, string> = new Map([
  [connectionScript, 'connections'],
  [endpointScript, 'endpoints'],
  [neighbourScript, 'neighbours'],
  [processScript, 'processes'],
  [sessionScript, 'users'],
  [driverScript, 'drivers'],
  [serviceScript, 'services'],
  [taskScript, 'tasks'],
  [systemLogScript, 'system-log'],
  [securityLogScript, 'security-log'],
  [portScript, 'ports'],
  [clockScript, 'clock'],
]);

const [tcp, since] = [{ protocol: 'tcp', address: '0.0.0.0' }, '2024-06-01T08:00:00.0000000Z'];
const web = {
  ...{
    name: 'W3SVC',
    path: 'C:\\Windows\\system32\\svchost.exe -k iissvcs',
    account: 'LocalSystem',
  },
  ...{ state: 'Running', startMode: 'Auto', process: 1204, exitCode: 0 },
};

/** In the form in which PowerShell writes what Microsoft documents: a list of one as that one, too. */
const looked: readonly (readonly [string, object])[] = [
  [
    'connections',
    {
      connections: [
        { ...tcp, port: 443, remoteAddress: '0.0.0.0', remotePort: 0, state: 'Listen', process: 4 },
        {
          ...{ ...tcp, port: 443, remoteAddress: '192.0.2.7', remotePort: 50_311 },
          ...{ state: 'Established', process: 4 },
        },
      ],
    },
  ],
  [
    'endpoints',
    {
      connections: {
        ...{ protocol: 'udp', address: '::', port: 123, remoteAddress: '', remotePort: 0 },
        ...{ state: '', process: 1004 },
      },
    },
  ],
  [
    'neighbours',
    {
      neighbours: [
        { address: '192.0.2.1', link: '00-15-5D-01-02-03', interface: 6, state: 'Reachable' },
      ],
    },
  ],
  [
    'processes',
    {
      processes: [
        {
          ...{ pid: 4, parent: 0, session: 0, name: 'System', program: null },
          ...{ commandLine: null, startedAt: since },
        },
        {
          ...{ pid: 1204, parent: 700, session: 0, name: 'w3wp.exe' },
          program: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
          ...{ commandLine: 'w3wp.exe -ap "Grüße"', startedAt: since },
        },
      ],
    },
  ],
  [
    'users',
    {
      sessions: [
        { id: '999', user: null, type: 0, by: 'NTLM', startedAt: null },
        { id: '3482912', user: 'EXAMPLE\\ada', type: 10, by: 'Kerberos', startedAt: since },
      ],
    },
  ],
  ['drivers', { drivers: [{ name: 'Tcpip', path: null }] }],
  ['services', { services: [web] }],
  ['tasks', { tasks: [{ name: '\\Daybreak agent', state: 'Running', actions: 'node.exe run' }] }],
  [
    'system-log',
    {
      events: [
        {
          ...{ record: 7, at: since, id: 7036, level: 4, provider: 'Service Control Manager' },
          message: 'The W3SVC service entered the running state.',
        },
      ],
    },
  ],
  ['ports', { tcp: [443, 135], udp: 123 }],
  ['clock', { status: 0, lines: ['Leap Indicator: 0(no warning)', 'Stratum: 4'] }],
];

/** With one of its services in another state. */
export function servicesWith(more: object): object {
  return { services: [web, { ...web, name: 'Spooler', state: 'Stopped', ...more }] };
}

function offer(kb: string) {
  return {
    ...{ id: kb, revision: 1, title: `Cumulative Update (${kb})`, kbs: [kb], severity: 'Critical' },
    ...{ cves: [] as string[], categories: ['Security Updates'], isDownloaded: false },
    ...{ isUninstallable: true, mayAskForInput: false },
  };
}
