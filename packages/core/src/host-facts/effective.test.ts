import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noHostFacts } from '../urgency/index.ts';
import { effectiveFacts, valuesOfFacts } from './effective.ts';
import { inventoryRole } from './inventory-role.ts';
import { type FactMatch, type FactRule, type FactSubject, ruleFacts, ruleMatches } from './rule.ts';
import { factSourceOf, type SaidFact } from './said.ts';

const everyone: FactMatch = {
  name: '*',
  group: null,
  domain: null,
  osName: null,
  inventoryRole: null,
};
const atMs = Date.UTC(2026, 0, 2, 12);

function rule(match: Partial<FactMatch>, sets: FactRule['sets'], title = 'a rule'): FactRule {
  return { id: title, title, match: { ...everyone, ...match }, sets, by: 'Ada', atMs };
}

const web: FactSubject = {
  name: 'WEB-1',
  group: 'Shop',
  domain: 'example.test',
  osName: 'Microsoft Windows Server 2022 Standard',
  inventoryRole: 'server',
};

function byPerson(value: string): SaidFact {
  return { value, origin: 'person', source: 'hosts.csv, line 3', by: 'Bo', atMs };
}

describe('the facts that count for a host', () => {
  it('are what a person set, else the first rule that sets it, else its inventory', () => {
    const rules = [
      rule({ name: 'web-*' }, { exposed: 'yes' }, 'Web servers'),
      rule({}, { exposed: 'no', mission: 'low', owner: 'IT' }, 'Everything'),
    ];
    const said = effectiveFacts(web, { mission: byPerson('high') }, rules);
    expect(valuesOfFacts(said)).toEqual({
      exposed: 'yes',
      mission: 'high',
      role: 'server',
      owner: 'IT',
      group: 'Shop',
    });
    expect(said.exposed?.source).toBe('rule "Web servers"');
    const source = factSourceOf(said);
    expect(source('mission')).toEqual({ source: 'hosts.csv, line 3', asOf: '2026-01-02' });
    expect(source('role')).toEqual({ source: 'its inventory', asOf: null });
  });

  it('are not known where nobody says them', () => {
    const bare = { ...web, group: null, inventoryRole: null };
    const said = effectiveFacts(bare, {}, []);
    expect(valuesOfFacts(said)).toEqual(noHostFacts);
    expect(factSourceOf(said)('owner')).toEqual({ source: 'nobody', asOf: null });
  });

  it('follow the order for any facts of persons and rules', () => {
    const value = fc.constantFrom('a', 'b', 'c');
    const facts = fc.dictionary(fc.constantFrom(...ruleFacts), value);
    const match = fc.record({ name: fc.constantFrom('*', 'WEB*', 'x*') });
    const rules = fc.array(fc.tuple(match, facts), { maxLength: 5 });
    fc.assert(
      fc.property(facts, rules, (explicit, drafts) => {
        const made = drafts.map(([where, sets]) => rule(where, sets));
        const set = Object.fromEntries(
          Object.entries(explicit).map(([fact, text]) => [fact, byPerson(text)]),
        );
        const values = valuesOfFacts(effectiveFacts(web, set, made));
        for (const fact of ruleFacts) {
          const first = drafts.find(
            ([{ name }, sets]) => name !== 'x*' && Object.hasOwn(sets, fact),
          );
          const inventory = fact === 'role' ? 'server' : null;
          expect(values[fact]).toBe(explicit[fact] ?? first?.[1][fact] ?? inventory);
        }
      }),
    );
  });
});

describe('a rule', () => {
  it.each<[string, Partial<FactMatch>, boolean]>([
    ['a name in another case', { name: 'web-1' }, true],
    ['a part of a name without a star', { name: 'web' }, false],
    ['a pattern', { name: '*-1' }, true],
    ['a pattern with stars between', { name: 'w*b*1' }, true],
    ['a pattern whose ends would overlap', { name: 'web-1*1' }, false],
    ['a dot, which is only a dot', { name: 'web.1' }, false],
    ['the group', { group: 'shop' }, true],
    ['another group', { group: 'sho' }, false],
    ['the domain', { domain: 'EXAMPLE.test' }, true],
    ['another domain', { domain: 'test' }, false],
    ["part of the system's name", { osName: 'server 2022' }, true],
    ['another system', { osName: 'Windows 10' }, false],
    ['the role of the inventory', { inventoryRole: 'server' }, true],
    ['another role', { inventoryRole: 'dc' }, false],
    ['one condition that holds and one that does not', { name: 'web*', group: 'lab' }, false],
  ])('with %s', (_, match, matches) => {
    expect(ruleMatches(rule(match, {}), web)).toBe(matches);
  });

  it('fits patterns as the regular expression for them would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (pattern, name) => {
        const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '.*');
        const fits = new RegExp(`^${expression}$`).test(name);
        expect(ruleMatches(rule({ name: pattern }, {}), { ...web, name })).toBe(fits);
      }),
    );
  });
});

describe('the role of an inventory', () => {
  it('is dc for both kinds of domain controller, and unknown where it can not be told', () => {
    expect(inventoryRole({ role: 'primary-domain-controller' })).toBe('dc');
    expect(inventoryRole({ role: 'backup-domain-controller' })).toBe('dc');
    expect(inventoryRole({ role: 'workstation' })).toBe('workstation');
    expect(inventoryRole({ role: null })).toBeNull();
  });
});
