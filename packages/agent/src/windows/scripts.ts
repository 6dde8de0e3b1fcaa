/**
 * What is asked of the Windows Update Agent, by its COM interfaces (wuapi.h: IUpdateSession,
 * IUpdateSearcher, IUpdateDownloader, IUpdateInstaller, ISystemInformation). Constant text but for
 * the numbers of updates, which are digits and nothing else.
 */

/** Every answer is one line of JSON, in UTF-8, whatever the console's code page is. */
export const speak = `
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
function Answer($value) { [Console]::Out.WriteLine((ConvertTo-Json -InputObject $value -Compress -Depth 6)) }
`;

const begin = `${speak}
function Describe($update) {
  @{
    id = $update.Identity.UpdateID
    revision = $update.Identity.RevisionNumber
    title = $update.Title
    kbs = @($update.KBArticleIDs | ForEach-Object { "KB$_" })
    cves = @($update.CveIDs | ForEach-Object { "$_" })
    severity = "$($update.MsrcSeverity)"
    categories = @($update.Categories | ForEach-Object { "$($_.Name)" })
    isDownloaded = [bool]$update.IsDownloaded
    isUninstallable = [bool]$update.IsUninstallable
    mayAskForInput = [bool]$update.InstallationBehavior.CanRequestUserInput
  }
}
$session = New-Object -ComObject Microsoft.Update.Session
$session.ClientApplicationID = 'Daybreak agent'
function Find($criteria) {
  $searcher = $session.CreateUpdateSearcher()
  $searcher.Search($criteria)
}
function Take($updates, $wanted) {
  $chosen = New-Object -ComObject Microsoft.Update.UpdateColl
  foreach ($update in $updates) {
    foreach ($kb in $update.KBArticleIDs) {
      if ($wanted -contains "$kb") { [void]$chosen.Add($update); break }
    }
  }
  ,$chosen
}
function Each($updates, $result) {
  for ($at = 0; $at -lt $updates.Count; $at++) {
    $one = $result.GetUpdateResult($at)
    @{ kbs = @($updates.Item($at).KBArticleIDs | ForEach-Object { "KB$_" }); result = [int]$one.ResultCode; code = [int]$one.HResult }
  }
}
`;

export const searchScript = `${begin}
$found = Find "IsInstalled=0 and IsHidden=0 and Type='Software'"
Answer @{ result = [int]$found.ResultCode; updates = @($found.Updates | ForEach-Object { Describe $_ }) }
`;

export const stateScript = `${begin}
$system = New-Object -ComObject Microsoft.Update.SystemInfo
$installer = $session.CreateUpdateInstaller()
Answer @{ isRestartNeeded = [bool]$system.RebootRequired; isBusy = [bool]$installer.IsBusy; isRestartNeededBefore = [bool]$installer.RebootRequiredBeforeInstallation }
`;

export const historyScript = `${begin}
$searcher = $session.CreateUpdateSearcher()
$count = [Math]::Min($searcher.GetTotalHistoryCount(), 1000)
$entries = @()
if ($count -gt 0) {
  $entries = @($searcher.QueryHistory(0, $count) | ForEach-Object {
    @{ title = "$($_.Title)"; at = $_.Date.ToString('o'); operation = [int]$_.Operation; result = [int]$_.ResultCode; code = [int]$_.HResult }
  })
}
Answer @{ entries = $entries }
`;

/** What `systeminfo` prints is in the console's own code page, so it is read before that is set. */
export const inventoryScript = `
$ErrorActionPreference = 'Stop'
$printed = @(& "$env:SystemRoot\\System32\\systeminfo.exe" /fo list) -join [string][char]10
${speak}
$version = Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'
$hotfixes = @(Get-HotFix | ForEach-Object { "$($_.HotFixID)" })
Answer @{ systeminfo = $printed; hotfixes = $hotfixes; build = "$($version.CurrentBuildNumber)"; revision = $version.UBR; installation = "$($version.InstallationType)" }
`;

export const hotfixScript = `${speak}
Answer @{ hotfixes = @(Get-HotFix | ForEach-Object { "$($_.HotFixID)" }) }
`;

/** Windows counts its boots where it prefetches; where it does not, the time of the boot names it. */
export const bootScript = `${speak}
$system = Get-WmiObject Win32_OperatingSystem
$at = [Management.ManagementDateTimeConverter]::ToDateTime($system.LastBootUpTime).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [Globalization.CultureInfo]::InvariantCulture)
$count = (Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management\\PrefetchParameters' -ErrorAction SilentlyContinue).BootId
Answer @{ name = [Net.Dns]::GetHostName(); at = $at; count = $count }
`;

/** @throws TypeError for what is no update's name */
export function installScript(updates: readonly string[]): string {
  return `${begin}
$wanted = ${numbers(updates)}
$found = Find "IsInstalled=0 and IsHidden=0 and Type='Software'"
$chosen = Take $found.Updates $wanted
$answer = @{ search = [int]$found.ResultCode; chosen = @($chosen | ForEach-Object { Describe $_ }); download = $null; install = $null; each = @(); isRestartNeeded = $false }
if ($chosen.Count -gt 0) {
  foreach ($update in $chosen) { if (-not $update.EulaAccepted) { $update.AcceptEula() } }
  $downloader = $session.CreateUpdateDownloader()
  $downloader.Updates = $chosen
  $downloaded = $downloader.Download()
  $answer.download = [int]$downloaded.ResultCode
  if ($downloaded.ResultCode -eq 2) {
    $installer = $session.CreateUpdateInstaller()
    $installer.AllowSourcePrompts = $false
    $installer.ForceQuiet = $true
    $installer.Updates = $chosen
    $installed = $installer.Install()
    $answer.install = [int]$installed.ResultCode
    $answer.each = @(Each $chosen $installed)
    $answer.isRestartNeeded = [bool]$installed.RebootRequired
  } else {
    $answer.each = @(Each $chosen $downloaded)
  }
}
Answer $answer
`;
}

/** @throws TypeError for what is no update's name */
export function uninstallScript(updates: readonly string[]): string {
  return `${begin}
$wanted = ${numbers(updates)}
$found = Find "IsInstalled=1 and Type='Software'"
$chosen = Take $found.Updates $wanted
$fixed = @($chosen | Where-Object { -not $_.IsUninstallable } | ForEach-Object { Describe $_ })
$missing = @($wanted | Where-Object { $kb = $_; @($chosen | Where-Object { $_.KBArticleIDs -contains $kb }).Count -eq 0 })
$answer = @{ search = [int]$found.ResultCode; chosen = @($chosen | ForEach-Object { Describe $_ }); fixed = $fixed; uninstall = $null; each = @(); isRestartNeeded = $false }
if ($missing.Count -eq 0 -and $fixed.Count -eq 0) {
  $installer = $session.CreateUpdateInstaller()
  $installer.AllowSourcePrompts = $false
  $installer.ForceQuiet = $true
  $installer.Updates = $chosen
  $removed = $installer.Uninstall()
  $answer.uninstall = [int]$removed.ResultCode
  $answer.each = @(Each $chosen $removed)
  $answer.isRestartNeeded = [bool]$removed.RebootRequired
}
Answer $answer
`;
}

/** A list of PowerShell's of texts of digits. */
function numbers(updates: readonly string[]): string {
  const digits = updates.map((update) => {
    const number = /^KB(\d{6,8})$/.exec(update)?.[1];
    if (number === undefined) throw new TypeError(`${JSON.stringify(update)} is no update`);
    return `'${number}'`;
  });
  return `@(${digits.join(', ')})`;
}
