import { join } from 'node:path';
import { hostId } from '@daybreak/protocol/host';
import { z } from 'zod';
import { readIfPresent, writeDurably } from '../durable-file/index.ts';
import { StateFailure } from './failure.ts';

/** What the host was told when it joined. Where there are none, it has not joined. */
const settings = z.strictObject({
  /** `https://daybreak.example:7070`. */
  server: z.url({ protocol: /^https?$/ }),
  host: hostId,
  /** Where manifests name groups, the host goes by this one; empty for none. */
  group: z.string(),
  /** SHA-256 of the first root of trust; null where the host reports and installs nothing. */
  rootHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Whom alone to believe who the server is, PEM; null for whom the host believes anyway. */
  authority: z.string().nullable(),
  /** Of a check-in after the one before, until the server says another. */
  pollSeconds: z.int().min(1).max(86_400),
});
export type Settings = Readonly<z.infer<typeof settings>>;

const fileName = 'settings.json';

/** Null where the host has not joined. @throws StateFailure */
export async function readSettings(folder: string): Promise<Settings | null> {
  const path = join(folder, fileName);
  const text = await readIfPresent(path);
  if (text === null) return null;
  try {
    return settings.parse(JSON.parse(text.toString()));
  } catch (cause) {
    throw new StateFailure(`${path} is damaged: remove it and enrol the host anew`, { cause });
  }
}

export async function writeSettings(folder: string, given: Settings): Promise<void> {
  await writeDurably(join(folder, fileName), `${JSON.stringify(given, null, 2)}\n`);
}
