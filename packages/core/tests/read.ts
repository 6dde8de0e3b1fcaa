import { answer, type PolicyForm, points, type Question } from '../src/urgency/index.ts';
import { made } from './threats.ts';

/** A policy that asks for one input only, and has a tier for each of its values. */
function asking(input: string): PolicyForm {
  const values = input in points ? points[input as keyof typeof points] : ['no', 'yes'];
  return {
    policy: 'one',
    title: '',
    source: '',
    tiers: values.toReversed().map((key) => ({ key, name: key, within: '1 day' })),
    inputs: [input],
    rows: values.map((value) => [value, value]),
  };
}

/** What one input is read as: value, whether assumed, and the other possible answers. */
export function read(input: string, asked: Question) {
  const { reasons, alternatives } = answer(made(asking(input)), asked);
  const [reason] = reasons;
  return {
    value: reason?.value,
    assumed: reason?.assumed,
    source: reason?.source,
    asOf: reason?.asOf,
    instead: alternatives.map(({ tier }) => tier.key),
  };
}
