/** Reads the form of a new exception. */
import { newException } from '@daybreak/protocol/exception';
import { formText } from '../session/form-text.ts';
import { fieldsOf } from '../ui/index.ts';
import type { ChosenHost } from './host-choice.tsx';
import type { WantedException } from './queries.ts';

/** The fields of the form, by what the server calls them. */
export const exceptionField = fieldsOf({
  subject: 'For',
  object: 'Excepted from',
  until: 'Last day',
  reason: 'Why',
  owner: 'Who answers for it',
});

/** In words what is missing, where it is not whole. */
export function readException(
  form: FormData,
  host: ChosenHost | null,
  zone: string,
): WantedException | string {
  const text = (name: string) => formText(form, name).trim();
  const forGroup = text('subject') === 'group';
  if (!forGroup && host === null) return 'For which host? Find it and choose it above.';
  const read = newException.safeParse({
    subject: forGroup
      ? { kind: 'group', group: text('group') }
      : { kind: 'host', id: host?.id ?? '' },
    object: { kind: text('kind'), name: text('name') },
    owner: text('owner'),
    reason: text('reason'),
    until: text('until'),
    zone,
  });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.join('/') ?? '';
  return `${exceptionField(place)?.label ?? place}: ${issue?.message ?? 'is not valid'}`;
}
