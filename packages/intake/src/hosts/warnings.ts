import type { WindowsHost } from '@daybreak/core/inventory';

/** What a person should know about facts that are uncertain; `namesakes` other hosts have its name. */
export function hostWarnings(host: WindowsHost, namesakes: number): string[] {
  return [
    host.name === '' ? 'the inventory does not name its host' : '',
    /^Windows 1[01]$/.test(host.family) && host.release === ''
      ? `build ${host.build} is no known release of ${host.family}`
      : '',
    host.family === 'Windows' ? `unknown system: ${host.osName}` : '',
    namesakes > 0 ? `${namesakes} more of the hosts given are called ${host.name}` : '',
  ].filter((warning) => warning !== '');
}
