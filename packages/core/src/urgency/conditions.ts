import { type Input, inputName } from './point.ts';
import { valuesAt } from './policy.ts';

/** That an input is one of these values. */
export interface Condition {
  readonly input: string;
  readonly values: readonly string[];
}

/** For each input the values that a set of combinations has. */
type Box = readonly (readonly string[])[];

/**
 * Combinations in words: as few boxes as joining neighbours leaves, each with only those inputs that
 * do not hold whatever the value.
 * @param possible what each input can be
 * @param places of the combinations
 */
export function conditionsOf(
  inputs: readonly Input[],
  possible: Box,
  places: readonly number[],
): readonly (readonly Condition[])[] {
  const boxes = joined(places.map((place) => valuesAt(inputs, place).map((value) => [value])));
  return boxes.map((box) =>
    inputs.flatMap((input, at) => {
      const values = box[at] ?? [];
      if (values.length === possible[at]?.length) return [];
      return [{ input: inputName(input), values }];
    }),
  );
}

/** Joins boxes that differ in one input only, input by input. */
function joined(boxes: readonly Box[]): readonly Box[] {
  let left = boxes;
  for (let at = 0; at < (boxes[0]?.length ?? 0); at += 1) {
    const alike = Map.groupBy(left, (box) => JSON.stringify(box.toSpliced(at, 1)));
    left = [...alike.values()].flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [
            first.with(
              at,
              [first, ...others].flatMap((box) => box[at] ?? []),
            ),
          ],
    );
  }
  return left;
}
