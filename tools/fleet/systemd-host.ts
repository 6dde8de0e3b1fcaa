/** A Debian host in which systemd is the first process, and which can be restarted from within. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@daybreak/agent/command';
import { FleetHost } from './host.ts';
import { type HostPlace, startMachine } from './machine.ts';
import { childOf, until } from './processes.ts';

export interface SystemdPlace extends HostPlace {
  readonly name: string;
  /** Of this host alone, one in each hierarchy. */
  readonly controlGroups: readonly string[];
}

/**
 * systemd-nspawn looks for containers in /run, which is not this machine's here. It ends with 133
 * where the host wants to start anew; the network, and all else around it, stays.
 */
const begin = `
set -e
mount --make-rprivate /
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/nspawn
mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$FOLDER/upper,workdir=$FOLDER/work,volatile" "$FOLDER/root"
for group in $CONTROL_GROUPS; do mkdir -p "$group"; done
echo ready
while :; do
  status=0
  sh -c 'for group in $CONTROL_GROUPS; do echo $$ > "$group/cgroup.procs"; done; exec "$@"' sh \
    systemd-nspawn --quiet --boot --directory="$FOLDER/root" --machine="$NAME" \
    --register=no --keep-unit --network-namespace-path=/proc/self/ns/net --console=pipe \
    --link-journal=no --resolv-conf=off --timezone=off --bind-ro="$REPOSITORY:/srv/repository" \
    > "$FOLDER/console" 2>&1 || status=$?
  [ "$status" = 133 ] || exit "$status"
done
`;

export class SystemdHost extends FleetHost {
  static override async start(place: SystemdPlace): Promise<SystemdHost> {
    const { folder, name, controlGroups } = place;
    nameHost(join(folder, 'upper/etc'), name);
    const more = { CONTROL_GROUPS: controlGroups.join(' ') };
    const host = new SystemdHost(await startMachine(place, begin, more), folder);
    await host.#booted(folder);
    return host;
  }

  /** Once it has started all that it starts, whatever came of it. */
  async #booted(folder: string): Promise<void> {
    const args = ['is-system-running'];
    const states = /^(running|degraded)$/m;
    await until(`systemd (see ${folder}/console)`, async () => {
      if (this.#system === null) return false;
      const { output } = await this.run({ program: 'systemctl', args, timeoutMs: 30_000 });
      return states.test(output);
    });
  }

  /** Of systemd; null while the host is between its end and its start. */
  get #system(): number | null {
    const nspawn = childOf(this.pid);
    return nspawn === null ? null : childOf(nspawn);
  }

  /** @throws Error while the host is between its end and its start */
  get #running(): number {
    const pid = this.#system;
    if (pid === null) throw new Error('the host does not run now');
    return pid;
  }

  override get root(): string {
    return `/proc/${this.#running}/root`;
  }

  override within(program: string, args: readonly string[]): Pick<Command, 'program' | 'args'> {
    const target = ['--target', String(this.#running), '--mount', '--pid', '--net', '--uts'];
    return { program: 'nsenter', args: [...target, '--ipc', '--root', program, ...args] };
  }

  /** Of this start; null while the host is between its end and its start. */
  get bootId(): string | null {
    return this.peek('/proc/sys/kernel/random/boot_id')?.trim() ?? null;
  }
}

/** An empty machine-id is filled by the host when it starts the first time. */
function nameHost(etc: string, name: string): void {
  mkdirSync(etc, { recursive: true });
  writeFileSync(join(etc, 'hostname'), `${name}\n`);
  const machineId = join(etc, 'machine-id');
  if (!existsSync(machineId)) writeFileSync(machineId, '');
}
