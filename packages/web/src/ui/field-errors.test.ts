import { describe, expect, it } from 'vitest';
import { ProblemError } from '../api/index.ts';
import { errorLines, type FieldOf, fieldErrors, fieldsOf } from './field-errors.ts';

const fieldOf: FieldOf = (place) =>
  place === 'at' ? { name: 'at', label: 'In effect from' } : null;

function refused(detail: string, errors?: { place: string; message: string }[]): ProblemError {
  return new ProblemError({
    type: 'urn:daybreak:problem:invalid-input',
    title: 'The input is not valid',
    status: 400,
    detail,
    instance: 'urn:daybreak:request:1',
    ...(errors === undefined ? {} : { errors }),
  });
}

describe('what the server says of fields', () => {
  const twice = { place: 'body/at', message: 'must be a date' };

  it('is said once, with the label beside the field', () => {
    expect(errorLines(refused('…', [twice, twice]), fieldOf)).toEqual([
      'In effect from: must be a date',
    ]);
    expect([...fieldErrors(refused('…', [twice, twice]), fieldOf)]).toEqual([
      ['at', 'must be a date'],
    ]);
  });

  it('is found in the sentence of a refusal', () => {
    const error = refused('body/at: may not come before the issue.');
    expect(fieldErrors(error, fieldOf).get('at')).toBe('may not come before the issue.');
  });

  it('keeps its place in words where a form has no field for it', () => {
    const error = refused('…', [{ place: 'body/demands/0/note', message: 'is too long' }]);
    expect(errorLines(error, fieldOf)).toEqual(['demands 1, note: is too long']);
    expect(fieldErrors(error, fieldOf).size).toBe(0);
  });

  it('is about a whole list where one of its items is wrong', () => {
    const error = refused('…', [{ place: 'body/to/1', message: 'is no address' }]);
    const recipients = fieldsOf({ to: 'Recipients' });
    expect(errorLines(error, recipients)).toEqual(['Recipients: is no address']);
    expect(fieldErrors(error, recipients).get('to')).toBe('is no address');
  });

  it('is nothing where the input is not at fault', () => {
    expect(errorLines(refused('There is no such host.'), fieldOf)).toEqual([]);
    expect(errorLines(new Error('body/at: no'), fieldOf)).toEqual([]);
  });
});
