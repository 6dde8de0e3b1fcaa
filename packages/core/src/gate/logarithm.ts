/** ln of the mean of e^xᵢ, without overflow; −∞ for none. */
export function logOfMean(logs: readonly number[]): number {
  const most = logs.reduce((max, log) => Math.max(max, log), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(most)) return most;
  const sum = logs.reduce((total, log) => total + Math.exp(log - most), 0);
  return most + Math.log(sum / logs.length);
}
