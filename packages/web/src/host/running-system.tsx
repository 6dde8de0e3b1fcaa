import type { HostSummary } from '@daybreak/protocol/host';

/** The build of Windows, or the kernel that runs; the word is said where it is not a build. */
export function RunningSystem({ system, build }: Pick<HostSummary, 'system' | 'build'>) {
  return (
    <>
      {system === 'debian' && 'kernel '}
      <code>{build}</code>
    </>
  );
}
