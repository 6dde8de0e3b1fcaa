/**
 * The agent as a task of Windows's Task Scheduler, by the schema that Microsoft documents ("Task
 * Scheduler Schema", [MS-TSCH] 2.5). Not yet run on real Windows.
 */

export interface WindowsTask {
  /** `0.1.0`. */
  readonly version: string;
  /** Where Node.js is, for all users: full path. */
  readonly node: string;
  /** Where `daybreak-agent.cjs` is: full path. */
  readonly agent: string;
}

/** Both where nobody but administrators can write. */
export const windowsPlaces = {
  node: 'C:\\Program Files\\nodejs\\node.exe',
  agent: 'C:\\Program Files\\Daybreak\\daybreak-agent.cjs',
} as const;

/** The system's own account, by its identifier, which no language changes. */
const system = 'S-1-5-18';

/**
 * With each boot, and looked after every few minutes: where it runs already, nothing is started. That
 * it starts again after a failure is asked for twice, because Microsoft does not say what a failure is.
 */
export function windowsTask({ version, node, agent }: WindowsTask): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Author>Daybreak</Author>
    <Version>${escaped(version)}</Version>
    <Description>Looks after the updates of this host, for a Daybreak server. Not yet run on real Windows.</Description>
  </RegistrationInfo>
  <Triggers>
    <BootTrigger>
      <Enabled>true</Enabled>
      <Repetition>
        <Interval>PT5M</Interval>
      </Repetition>
    </BootTrigger>
  </Triggers>
  <Principals>
    <Principal id="Agent">
      <UserId>${system}</UserId>
      <RunLevel>HighestAvailable</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <IdleSettings>
      <StopOnIdleEnd>false</StopOnIdleEnd>
    </IdleSettings>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>255</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Agent">
    <Exec>
      <Command>${escaped(node)}</Command>
      <Arguments>${escaped(`"${agent}" run`)}</Arguments>
    </Exec>
  </Actions>
</Task>
`.replaceAll('\n', '\r\n');
}

/** As its declaration says: UTF-16, with the mark that tells which. */
export function encodedTask(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
