/** A host whose agent an administrator has installed as a package, and which systemd runs. */
import { AgentHost, updateLists } from './agent-host.ts';

const unit = 'daybreak-agent.service';
const commandTimeoutMs = 60_000;

export class SystemdAgentHost extends AgentHost {
  /** From the fleet's repository, as any package. */
  async install(): Promise<void> {
    await this.machine.shell(`${updateLists}; apt-get install --yes --quiet daybreak-agent`);
  }

  override agent(...args: readonly string[]) {
    return this.machine.run({ program: 'daybreak-agent', args, timeoutMs: commandTimeoutMs });
  }

  override async startAgent(): Promise<void> {
    await this.#systemctl('start');
  }

  override async killAgent(): Promise<void> {
    await this.#systemctl('kill', '--kill-whom=main', '--signal=KILL');
  }

  override async killAll(): Promise<void> {
    await this.#systemctl('kill', '--kill-whom=all', '--signal=KILL');
  }

  override async stopAgent(): Promise<void> {
    await this.#systemctl('stop');
  }

  override said(): Promise<string> {
    return this.machine.shell(`journalctl --unit=${unit} --output=cat --lines=300`);
  }

  /** A property of the agent's unit, as systemd has it now: `ActiveState`, `MainPID`. */
  async property(name: string): Promise<string> {
    return (await this.machine.shell(`systemctl show --value --property=${name} ${unit}`)).trim();
  }

  async #systemctl(verb: string, ...options: readonly string[]): Promise<void> {
    await this.machine.shell(`systemctl ${[verb, ...options].join(' ')} ${unit}`);
  }
}
