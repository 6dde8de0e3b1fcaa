import { normalQuantile } from './normal.ts';

/** Wilson's score interval (1927) of a share. */
export function wilson(count: number, of: number, confidence: number): [number, number] {
  const z = normalQuantile((1 + confidence) / 2);
  const share = count / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return [(middle - half) / scale, (middle + half) / scale];
}

/** How many hosts must pass, with none failing, to show that a smaller share than this fails. */
export function passesToShow(share: number, confidence: number): number {
  return Math.ceil(Math.log(1 - confidence) / Math.log1p(-share));
}
