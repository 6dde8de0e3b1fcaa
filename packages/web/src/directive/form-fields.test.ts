import { describe, expect, it } from 'vitest';
import { directiveField } from './form-fields.ts';

describe('the fields of a directive', () => {
  it.each([
    ['at', 'at', 'In effect from'],
    ['terms/title', 'title', 'Title'],
    ['terms/scope', 'names', 'Advisories and updates'],
    ['terms/scope/advisories/1', 'names', 'Advisories and updates'],
    ['terms/scope/roles/0', 'roles', 'Roles'],
    ['terms/demands/1/clock/by', 'demands/1/clock', 'Demand 2, By, or hours'],
    ['terms/exemptions/0', 'exemptions/0/roles', 'Exemption 1, Roles'],
  ])('%s is the field %s', (place, name, label) => {
    expect(directiveField(place)).toEqual({ name, label });
  });

  it('are not all that the server may name', () => {
    expect(directiveField('terms/demands')).toBeNull();
    expect(directiveField('other')).toBeNull();
  });
});
