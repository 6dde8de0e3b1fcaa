/** What the Windows Update Agent answers. */
import { z } from 'zod';

/** OperationResultCode of wuapi.h. */
export const resultCodes = {
  notStarted: 0,
  inProgress: 1,
  succeeded: 2,
  succeededWithErrors: 3,
  failed: 4,
  aborted: 5,
} as const;

const words: readonly string[] = [
  'was not started',
  'did not end',
  'succeeded',
  'succeeded with errors',
  'failed',
  'was broken off',
];

const resultCode = z.int().min(0).max(5);

/** PowerShell writes a list of one as that one, and an empty one as null, where it can. */
export function list<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === null ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  );
}

export const offeredUpdate = z.object({
  id: z.string(),
  revision: z.int(),
  title: z.string(),
  kbs: list(z.string().regex(/^KB\d+$/)),
  cves: list(z.string()),
  severity: z.string(),
  categories: list(z.string()),
  isDownloaded: z.boolean(),
  isUninstallable: z.boolean(),
  /** It may ask whoever sits there: nobody does. */
  mayAskForInput: z.boolean(),
});
export type OfferedUpdate = z.infer<typeof offeredUpdate>;

export const searchAnswer = z.object({ result: resultCode, updates: list(offeredUpdate) });

export const stateAnswer = z.object({
  isRestartNeeded: z.boolean(),
  /** Another installation runs. */
  isBusy: z.boolean(),
  /** Nothing can be installed before the host has been restarted. */
  isRestartNeededBefore: z.boolean(),
});
export type UpdateState = z.infer<typeof stateAnswer>;

export const historyAnswer = z.object({
  entries: list(
    z.object({
      title: z.string(),
      at: z.string(),
      /** UpdateOperation: 1 for installed, 2 for removed. */
      operation: z.int(),
      result: resultCode,
      code: z.int(),
    }),
  ),
});
export type HistoryEntry = z.infer<typeof historyAnswer>['entries'][number];

export const hotfixAnswer = z.object({ hotfixes: list(z.string()) });

export const inventoryAnswer = hotfixAnswer.extend({
  systeminfo: z.string(),
  build: z.string(),
  /** Null where Windows has none: before Windows 10. */
  revision: z.int().nonnegative().nullable(),
  /** `Server Core`, `Server`, `Client`; empty where Windows does not say. */
  installation: z.string(),
});
export type InventoryAnswer = z.infer<typeof inventoryAnswer>;

export const bootAnswer = z.object({
  name: z.string().min(1),
  at: z.iso.datetime(),
  count: z.int().nullable(),
});

const each = list(z.object({ kbs: list(z.string()), result: resultCode, code: z.int() }));

export const installAnswer = z.object({
  search: resultCode,
  chosen: list(offeredUpdate),
  download: resultCode.nullable(),
  install: resultCode.nullable(),
  each,
  isRestartNeeded: z.boolean(),
});

export const uninstallAnswer = z.object({
  search: resultCode,
  chosen: list(offeredUpdate),
  /** Those that cannot be removed. */
  fixed: list(offeredUpdate),
  uninstall: resultCode.nullable(),
  each,
  isRestartNeeded: z.boolean(),
});

/** Codes that administrators meet most (Windows Update Agent result codes, and winerror.h). */
const known: Readonly<Record<string, string>> = {
  '0x80240016': 'another installation runs, or a restart is needed first',
  '0x80240017': 'the update does not apply to this host',
  '0x80240022': 'every update failed',
  '0x8024002E': 'access to an unmanaged server is not allowed here',
  '0x80240438': 'there is no way to the update service',
  '0x80244018': 'the proxy refused',
  '0x8024401C': 'the update service did not answer in time',
  '0x8024402C': 'the name of the update service or of the proxy is not known',
  '0x80070005': 'access was denied',
  '0x80070020': 'a file is in use',
  '0x80070070': 'the disk is full',
  '0x80070643': 'the installer failed',
  '0x800705B4': 'it took too long',
  '0x80073712': 'the component store is damaged',
  '0x800F081F': 'source files are missing',
  '0x800F0922': 'the system partition is too small, or the update could not be completed',
  '0x80242016': 'its state after the restart was not what it had to be',
};

/** `failed: 0x80070070, the disk is full`. */
export function resultText(result: number, code = 0): string {
  const word = words[result] ?? `ended with ${result}`;
  if (code === 0) return word;
  const hex = `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
  const meaning = known[hex];
  return meaning === undefined ? `${word}: ${hex}` : `${word}: ${hex}, ${meaning}`;
}
