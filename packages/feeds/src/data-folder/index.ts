import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The parts of a process that decide where its data lie. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/**
 * The data folder: what was asked for, else `DAYBREAK_DATA`, else the platform's folder for a
 * user's data (XDG Base Directory Specification: `$XDG_DATA_HOME`, by default `~/.local/share`).
 */
export function dataFolder(
  asked: string | undefined,
  { env, platform, home }: Surroundings = surroundings(),
): string {
  const chosen = asked ?? env['DAYBREAK_DATA'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Daybreak');
  }
  const xdg = env['XDG_DATA_HOME'];
  // The specification: a relative path is invalid and to be ignored.
  const base = xdg?.startsWith('/') ? xdg : join(home, '.local', 'share');
  return join(base, 'daybreak');
}

function surroundings(): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir() };
}
