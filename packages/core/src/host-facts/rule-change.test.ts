import { describe, expect, it } from 'vitest';
import type { FactRule } from './rule.ts';
import { changeRules, factRulesMax } from './rule-change.ts';

const match = { name: '*', group: null, domain: null, osName: null, inventoryRole: null };
const said = { id: 'new', by: 'Ada', atMs: 5 };
const rules: FactRule[] = ['a', 'b', 'c'].map((id) => {
  return { id, title: id, match, sets: {}, by: 'Bo', atMs: 1 };
});
const text = { title: 'other', match, sets: { owner: 'IT' } };

describe('a change of the rules', () => {
  const idsAfter = (change: Parameters<typeof changeRules>[1]) => {
    const after = changeRules(rules, change, said);
    return typeof after === 'string' ? after : after.map(({ id }) => id).join('');
  };

  it('adds one at its place, else at the end', () => {
    expect(idsAfter({ change: 'add', rule: text })).toBe('abcnew');
    expect(idsAfter({ change: 'add', rule: text, place: 0 })).toBe('newabc');
  });

  it('replaces what a rule says, and who said it, at its place', () => {
    expect(changeRules(rules, { change: 'replace', id: 'b', rule: text }, said)).toEqual([
      rules[0],
      { ...text, id: 'b', by: 'Ada', atMs: 5 },
      rules[2],
    ]);
  });

  it('removes one, and orders them all', () => {
    expect(idsAfter({ change: 'remove', id: 'b' })).toBe('ac');
    expect(idsAfter({ change: 'order', ids: ['c', 'a', 'b'] })).toBe('cab');
  });

  it('is refused where the rules are others, or too many', () => {
    expect(idsAfter({ change: 'remove', id: 'x' })).toContain('no such rule');
    for (const ids of [
      ['a', 'b'],
      ['a', 'b', 'b'],
      ['a', 'b', 'x'],
      ['a', 'b', 'c', 'c'],
    ]) {
      expect(idsAfter({ change: 'order', ids })).toContain('each of the rules');
    }
    const many = Array.from({ length: factRulesMax }, () => rules[0] as FactRule);
    expect(changeRules(many, { change: 'add', rule: text }, said)).toContain('which is the most');
  });
});
