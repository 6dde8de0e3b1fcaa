/** Figures as this machine gave them now, beside what they are measured against. */

export function heading(title: string): void {
  console.log(`\n${title}`);
}

export function figure(what: string, value: string, against = ''): void {
  console.log(`  ${what.padEnd(58)} ${value.padStart(12)}  ${against}`);
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export async function measured<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}
