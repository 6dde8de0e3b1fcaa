/** What the server says of the fields of a form, as the form calls them. */
import { ProblemError } from '../api/index.ts';

/** A field: what the form calls it, and what people read beside it. */
export interface Field {
  readonly name: string;
  readonly label: string;
}

/** The field behind a place in the body, as in `terms/title`; null where the form has none for it. */
export type FieldOf = (place: string) => Field | null;

/** Where the form calls its fields as the server does; a list, or what has parts, is one field. */
export function fieldsOf(labels: Readonly<Record<string, string>>): FieldOf {
  return (place) => {
    const [name = ''] = place.split('/');
    const label = labels[name];
    return label === undefined ? null : { name, label };
  };
}

interface Placed {
  readonly place: string;
  readonly message: string;
}

/** Message for message what is wrong with which field; none for any other kind of error. */
export function fieldErrors(error: unknown, fieldOf: FieldOf): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  for (const { place, message } of placedErrors(error)) {
    const field = fieldOf(place);
    if (field !== null && !errors.has(field.name)) errors.set(field.name, message);
  }
  return errors;
}

/** The same as lines to read, each once: `In effect from: must be a date`. Empty for other errors. */
export function errorLines(error: unknown, fieldOf: FieldOf = () => null): readonly string[] {
  const lines = placedErrors(error).map(
    ({ place, message }) => `${fieldOf(place)?.label ?? placeText(place)}: ${message}`,
  );
  return [...new Set(lines)];
}

function placedErrors(error: unknown): readonly Placed[] {
  if (!(error instanceof ProblemError)) return [];
  const { errors, detail } = error.problem;
  const said = errors ?? placedIn(detail);
  return said.flatMap(({ place, message }) =>
    place.startsWith('body/') ? [{ place: place.slice('body/'.length), message }] : [],
  );
}

/** A refusal names its place in the sentence: `body/zone: no time zone is called "Mars".` */
function placedIn(detail: string): readonly Placed[] {
  const [, place, message] = /^(body\/[^\s:]+): (.+)$/s.exec(detail) ?? [];
  return place === undefined || message === undefined ? [] : [{ place, message }];
}

/** `demands/0/note` as `demands 1, note`: people count from one. */
function placeText(place: string): string {
  return place
    .split('/')
    .reduce(
      (text, part) =>
        /^\d+$/.test(part)
          ? `${text} ${Number(part) + 1}`
          : text === ''
            ? part
            : `${text}, ${part}`,
      '',
    );
}
