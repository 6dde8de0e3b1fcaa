import { type Host, hasPackages, type PostureFacts } from './host.ts';

/**
 * The version of what runs on the host now: of Windows the build, with its revision where that is
 * known (`10.0.20348.2461`); of others `kernel 6.1.0-37-amd64`.
 */
export function runningSystem(facts: Host | PostureFacts): string {
  if (hasPackages(facts))
    return facts.kernel === '' ? 'kernel not known' : `kernel ${facts.kernel}`;
  return facts.revision === null ? facts.version : `${facts.version}.${facts.revision}`;
}
