/**
 * What is asked of Windows for evidence and probes: the classes of its WMI (Win32_Process, …) and its own
 * commands (Get-NetTCPConnection, Get-WinEvent, …). Constant text: nothing that is sent comes into it.
 */
import { speak } from './scripts.ts';

/** Texts or null, whole numbers, and times in UTC that no language of Windows changes. */
const read = `${speak}
function Text($value) { if ($null -eq $value) { $null } else { "$value" } }
function At($value) { if ($null -eq $value) { $null } else { $value.ToUniversalTime().ToString('o', [Globalization.CultureInfo]::InvariantCulture) } }
`;

export const connectionScript = `${read}
Answer @{ connections = @(Get-NetTCPConnection | ForEach-Object {
  @{ protocol = 'tcp'; address = "$($_.LocalAddress)"; port = [int]$_.LocalPort; remoteAddress = "$($_.RemoteAddress)"; remotePort = [int]$_.RemotePort; state = "$($_.State)"; process = [long]$_.OwningProcess }
}) }
`;

export const endpointScript = `${read}
Answer @{ connections = @(Get-NetUDPEndpoint | ForEach-Object {
  @{ protocol = 'udp'; address = "$($_.LocalAddress)"; port = [int]$_.LocalPort; remoteAddress = ''; remotePort = 0; state = ''; process = [long]$_.OwningProcess }
}) }
`;

export const neighbourScript = `${read}
Answer @{ neighbours = @(Get-NetNeighbor | ForEach-Object {
  @{ address = "$($_.IPAddress)"; link = "$($_.LinkLayerAddress)"; interface = [long]$_.InterfaceIndex; state = "$($_.State)" }
}) }
`;

export const processScript = `${read}
Answer @{ processes = @(Get-CimInstance Win32_Process | ForEach-Object {
  @{ pid = [long]$_.ProcessId; parent = [long]$_.ParentProcessId; session = [long]$_.SessionId; name = "$($_.Name)"; program = Text $_.ExecutablePath; commandLine = Text $_.CommandLine; startedAt = At $_.CreationDate }
}) }
`;

export const sessionScript = `${read}
$users = @{}
Get-CimInstance Win32_LoggedOnUser | ForEach-Object { $users["$($_.Dependent.LogonId)"] = "$($_.Antecedent.Domain)\\$($_.Antecedent.Name)" }
Answer @{ sessions = @(Get-CimInstance Win32_LogonSession | ForEach-Object {
  @{ id = "$($_.LogonId)"; user = $users["$($_.LogonId)"]; type = [long]$_.LogonType; by = "$($_.AuthenticationPackage)"; startedAt = At $_.StartTime }
}) }
`;

export const driverScript = `${read}
Answer @{ drivers = @(Get-CimInstance Win32_SystemDriver -Filter "State='Running'" | ForEach-Object {
  @{ name = "$($_.Name)"; path = Text $_.PathName }
}) }
`;

export const serviceScript = `${read}
Answer @{ services = @(Get-CimInstance Win32_Service | ForEach-Object {
  @{ name = "$($_.Name)"; path = Text $_.PathName; account = Text $_.StartName; state = "$($_.State)"; startMode = "$($_.StartMode)"; process = [long]$_.ProcessId; exitCode = [long]$_.ExitCode }
}) }
`;

export const taskScript = `${read}
Answer @{ tasks = @(Get-ScheduledTask | ForEach-Object {
  @{ name = "$($_.TaskPath)$($_.TaskName)"; state = "$($_.State)"; actions = @($_.Actions | ForEach-Object { "$($_.Execute) $($_.Arguments)".Trim() }) }
}) }
`;

export const systemLogScript = logScript('System', 2000);

/** Who came in, and what they were let do; Windows shows it to the system's own account. */
export const securityLogScript = logScript('Security', 2000);

/** Windows complains of single events whose text it does not find: only where it gives none, it has failed. */
function logScript(name: 'System' | 'Security', most: number): string {
  return `${read}
$events = @(Get-WinEvent -LogName ${name} -MaxEvents ${most} -ErrorAction SilentlyContinue -ErrorVariable faults)
if ($events.Count -eq 0 -and $faults.Count -gt 0) { throw $faults[0] }
Answer @{ events = @($events | ForEach-Object {
  $said = Text $_.Message
  if ($said -and $said.Length -gt 2000) { $said = $said.Substring(0, 2000) }
  @{ record = $_.RecordId; at = At $_.TimeCreated; id = [long]$_.Id; level = $_.Level; provider = "$($_.ProviderName)"; message = $said }
}) }
`;
}

export const portScript = `${read}
Answer @{ tcp = @(Get-NetTCPConnection -State Listen | ForEach-Object { [int]$_.LocalPort }); udp = @(Get-NetUDPEndpoint | ForEach-Object { [int]$_.LocalPort }) }
`;

/** What w32tm prints is in the console's own code page, so it is read before that is set. */
export const clockScript = `
$ErrorActionPreference = 'Continue'
$printed = @(& "$env:SystemRoot\\System32\\w32tm.exe" /query /status | ForEach-Object { "$_" })
$ended = $LASTEXITCODE
${read}
Answer @{ status = [int]$ended; lines = $printed }
`;
