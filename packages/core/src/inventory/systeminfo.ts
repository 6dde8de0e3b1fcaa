import { delimitedRecords } from './delimited.ts';
import { cellField, type Field, listFields } from './fields.ts';
import { listedUpdates } from './listed-updates.ts';
import type { InventoryProblem } from './problem.ts';
import { namesWindows, productName } from './product-name.ts';
import { releaseOfBuild } from './releases.ts';
import { windowsRole } from './role.ts';
import { textLines } from './text-lines.ts';
import { architectureOf, osVersion } from './values.ts';
import type { WindowsHost } from './windows-host.ts';

/** Right-to-left consoles may put them around values. */
const directionMarks = /[\u200e\u200f\u202a-\u202e]/g;

/** What was read from a text that holds the `systeminfo` of one host or of several, one after another. */
export interface SysteminfoReading {
  readonly hosts: readonly { readonly host: WindowsHost; readonly line: number }[];
  readonly problems: readonly InventoryProblem[];
}

/**
 * Reads `systeminfo` output (list or CSV form) in any language. Labels are localized, so fields are
 * found by their order and by the shape of their values: the operating system's name, then its
 * version; the build type, which is never translated, below the configuration; the logon server's
 * backslashes between domain and hotfixes.
 */
export function readSysteminfo(text: string): SysteminfoReading {
  const plain = text.replaceAll(directionMarks, '');
  const runs = plain.trimStart().startsWith('"') ? csvRuns(plain) : listRuns(plain);
  const readings = runs.map(readHost);
  if (readings.length === 0) return { hosts: [], problems: [noSystem(text)] };
  return {
    hosts: readings.filter((reading) => 'host' in reading),
    problems: readings.filter((reading) => 'message' in reading),
  };
}

/** Fields of one host, the operating system's name first, and the field that stands before it. */
interface HostFields {
  readonly before: Field | undefined;
  readonly fields: readonly Field[];
}

function listRuns(text: string): HostFields[] {
  return hostRuns(listFields(textLines(text)));
}

function csvRuns(text: string): HostFields[] {
  return delimitedRecords(text, ',').flatMap(({ line, cells, ended }) =>
    hostRuns(cells.map((cell, index) => cellField(line, cell, ended || index + 1 < cells.length))),
  );
}

function hostRuns(fields: readonly Field[]): HostFields[] {
  const starts = fields.flatMap((field, index) =>
    namesWindows(field.value) && osVersion(fields[index + 1]?.value ?? '') !== null ? [index] : [],
  );
  return starts.map((start, index) => ({
    before: fields[start - 1],
    // The next host begins with its name, one field before the name of its operating system.
    fields: fields.slice(start, (starts[index + 1] ?? fields.length + 1) - 1),
  }));
}

type HostReading = { readonly host: WindowsHost; readonly line: number } | InventoryProblem;

function readHost({ before, fields }: HostFields): HostReading {
  const line = before?.line ?? fields[0]?.line ?? 1;
  const osName = fields[0]?.value ?? '';
  const version = osVersion(fields[1]?.value ?? '');
  const architecture = architectureOf(fields);
  if (version === null || architecture === null) {
    const missing = version === null ? 'version' : 'system type (such as "x64-based PC")';
    const message = `no ${missing} for ${osName}; the systeminfo may be cut short`;
    return { line: fields.at(-1)?.line ?? line, message };
  }
  const pack = Math.max(version.servicePack, releaseOfBuild(version.build)?.servicePack ?? 0);
  const { server, ...product } = productName(osName, version.build);
  const host: WindowsHost = {
    name: hostName(before),
    osName,
    ...product,
    architecture,
    ...version,
    servicePack: pack,
    role: windowsRole(configuration(fields), server),
    domain: domainField(fields)?.value ?? '',
    installed: listedUpdates(updatesField(fields)),
  };
  return { host, line };
}

/** Names of computers hold no blanks and none of the characters that Windows forbids in them. */
function hostName(before: Field | undefined): string {
  const name = before?.entries.length === 0 ? before.value : '';
  return /^[^\s\\/:*?"<>|,;]{1,63}$/.test(name) ? name : '';
}

function configuration(fields: readonly Field[]): string {
  const buildType = fields.findIndex((field) => /^(?:Uni|Multi)processor \w+$/i.test(field.value));
  return fields[buildType === -1 ? 3 : buildType - 1]?.value ?? '';
}

/** Logon servers are written `\\NAME`. */
function logonServer(fields: readonly Field[]): number {
  return fields.findIndex((field) => field.value.startsWith('\\\\'));
}

/** The last of the amounts of memory: `13.904 MB`, `4 623 Mo`, `Available: 1.882 MB`. */
function lastMemory(fields: readonly Field[]): number {
  return fields.findLastIndex((field) =>
    /(?:^|[:：]\s)\d[\d\s.,'’]*\s?\p{L}{2,3}$/u.test(field.value),
  );
}

function domainField(fields: readonly Field[]): Field | undefined {
  const logon = logonServer(fields);
  if (logon !== -1) return fields[logon - 1];
  const memory = lastMemory(fields);
  return memory === -1 ? undefined : fields[memory + 2];
}

/** The list of updates: what holds their names, else what follows the logon server. */
function updatesField(fields: readonly Field[]): Field | undefined {
  const named = fields.find((field) =>
    field.entries.some(({ text }) => /^(?:KB|Q)\d{5}/i.test(text)),
  );
  if (named !== undefined) return named;
  const logon = logonServer(fields);
  if (logon !== -1) return fields[logon + 1];
  const memory = lastMemory(fields);
  return memory === -1 ? undefined : fields[memory + 4];
}

function noSystem(text: string): InventoryProblem {
  const named = textLines(text).find((line) => namesWindows(line.text));
  const message =
    'not a systeminfo: no name of a Windows system with its version (such as 10.0.17763) below it';
  return { line: named?.number ?? 1, message };
}
