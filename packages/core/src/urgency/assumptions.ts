import type { Assumptions } from './known-threat.ts';
import { readInput, valuesOf } from './point.ts';

/**
 * Assumptions with one more: a point and its value, `epss` or `cvss` and a number, or a fact such as
 * `role=dc` and yes or no.
 * @returns in words what is wrong, where the name or the value is none
 */
export function withAssumption(
  assumptions: Assumptions,
  name: string,
  value: string,
): Assumptions | string {
  const word = value.trim().toLowerCase().replace('public poc', 'poc');
  if (name === 'epss' || name === 'cvss') {
    const max = name === 'epss' ? 1 : 10;
    const inRange = /^\d+(?:\.\d+)?$/.test(word) && Number(word) <= max;
    return inRange
      ? new Map([...assumptions, [name, word]])
      : `${name} is a number from 0 to ${max}`;
  }
  const input = readInput(name);
  if (typeof input === 'string') return input;
  const values = valuesOf(input);
  if (!values.includes(word)) return `${name} is ${values.join(', ')}, not "${value}"`;
  return new Map([...assumptions, [name, word]]);
}
