import { describe, expect, it } from 'vitest';
import { factMaxCharacters, readFact } from './value.ts';

describe('a fact as a person writes it', () => {
  it.each([
    ['exposed', ' YES ', 'yes'],
    ['mission', 'Very-High', 'very high'],
    ['mission', 'very  high', 'very high'],
    ['role', 'DC', 'dc'],
    ['owner', ' Finance ', 'Finance'],
    ['group', 'Head Office', 'Head Office'],
  ] as const)('%s %j is %j', (fact, written, value) => {
    expect(readFact(fact, written)).toEqual({ value });
  });

  it.each([
    ['exposed', 'maybe', 'exposed is "maybe", which is none of no, controlled, yes'],
    ['mission', 'vital', 'mission is "vital", which is none of low, medium, high, very high'],
    ['role', '  ', 'role must say something'],
    ['role', 'DC; dns', 'role is "DC; dns": one role only'],
    ['role', 'dc,dns', 'role is "dc,dns": one role only'],
    ['owner', 'x'.repeat(201), `owner is longer than ${factMaxCharacters.owner} characters`],
    ['owner', 'a\0', 'owner is no text'],
    ['group', 'a\ud800', 'group is no text'],
  ] as const)('%s %j is none', (fact, written, problem) => {
    expect(readFact(fact, written)).toEqual({ problem });
  });
});
