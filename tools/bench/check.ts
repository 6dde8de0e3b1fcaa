/** `daybreak check` of one host as a whole process, beside a Node that does nothing. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { figure, heading, median, times } from './report.ts';

const pairs = 15;

export function benchCheck(project: string, data: string, files: readonly string[]): void {
  heading('daybreak check of one host, whole process, against node -e 0');
  const program = join(project, 'packages/cli/bin/daybreak.cjs');
  for (const file of files) {
    const words = [program, 'check', file, '--data', data, '--format', 'json'];
    run(words);
    const ratios = Array.from({ length: pairs }, () => run(words) / run(['-e', '0']));
    const name = file.split('/').at(-1) ?? file;
    figure(name, times(median(ratios)), `peak ${peakMegabytes(words)} MB`);
  }
}

function run(words: readonly string[]): number {
  const start = performance.now();
  spawnSync(process.execPath, words, { stdio: 'ignore' });
  return performance.now() - start;
}

/** Measured in a run of its own, because the hook that reads it costs time. */
function peakMegabytes(words: readonly string[]): string {
  const hook =
    "data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))";
  const { stderr } = spawnSync(process.execPath, ['--import', hook, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return (Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024).toFixed(0);
}
