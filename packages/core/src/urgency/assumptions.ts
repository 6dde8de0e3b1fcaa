import { nameKey } from '../names/index.ts';
import type { Assumptions } from './known-threat.ts';
import { inputKey, inputName, type PointName, readInput, valuesOf } from './point.ts';
import type { Policy } from './policy.ts';

/**
 * Assumptions with one more: a point and its value, `epss` or `cvss` and a number, a threshold or a
 * fact such as `role=dc` and yes or no. Each goes by the normal form of its name.
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
  return new Map([...assumptions, [inputKey(input), word]]);
}

/**
 * Tells of assumptions that change nothing under a policy: who makes one wants to see its effect, and
 * would take the answer for an answer to it.
 * @returns in words which, and what has a bearing; null where all have
 */
export function idleAssumption(policy: Policy, assumptions: Assumptions): string | null {
  const bearing = policy.inputs.flatMap((input) => [
    inputName(input),
    ...(input.kind === 'point' ? (readFrom[input.name] ?? []) : []),
    ...(input.kind === 'measure' ? [input.measure] : []),
  ]);
  const keys = new Set(bearing.map(nameKey));
  const idle = [...assumptions.keys()].filter((key) => !keys.has(key));
  if (idle.length === 0) return null;
  const names = idle.length === 1 ? `${idle} has` : `${idle.join(', ')} have`;
  return `${names} no bearing on ${policy.title}: what has is ${[...new Set(bearing)].join(', ')}`;
}

/** Points that are read from others: what is assumed of those holds for them, too. */
const readFrom: Partial<Record<PointName, readonly PointName[]>> = {
  exploited: ['kev', 'exploitation'],
  exploit: ['kev', 'exploited', 'exploitation'],
  exploitation: ['kev', 'exploited'],
  wormable: ['automatable', 'impact'],
};
