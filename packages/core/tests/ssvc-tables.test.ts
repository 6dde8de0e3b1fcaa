/** Every row of the official tables, read by key from CERT/CC's own files where they lie. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  decide,
  known,
  makePolicy,
  type PolicyForm,
  type points,
  shippedPolicies,
} from '../src/urgency/index.ts';

const ssvc = join(import.meta.dirname, '../../../../shared/data/ssvc');

interface DecisionTable {
  readonly decision_points: Readonly<
    Record<string, { readonly values: readonly { readonly key: string; readonly name: string }[] }>
  >;
  readonly outcome: string;
  readonly mapping: readonly Readonly<Record<string, string>>[];
}

/** The point of ours that is each of theirs. */
const pointOf: Readonly<Record<string, keyof typeof points>> = {
  'cisa:KEV:1.0.0': 'kev',
  'cisa:PE:1.0.0': 'exposed',
  'ssvc:A:2.0.0': 'automatable',
  'ssvc:TI:1.0.0': 'impact',
  'ssvc:E:1.1.0': 'exploitation',
  'ssvc:MWI:1.0.0': 'mission',
  'ssvc:EXP:1.0.1': 'exposure',
  'ssvc:HI:2.0.2': 'human-impact',
};

const tables = [
  ['bod-26-04', 'cisa/cisa_bod_26_04_1_0_0', 16],
  ['cisa-coordinator', 'cisa/cisa_coordinator_2_0_3', 36],
  ['ssvc-deployer', 'ssvc/deployer_patch_application_priority_1_0_0', 72],
] as const;

const noTable: DecisionTable = { decision_points: {}, outcome: '', mapping: [] };

function readTable(file: string): DecisionTable {
  const path = join(ssvc, `json/decision_tables/${file}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as DecisionTable) : noTable;
}

function policyOf(id: string) {
  const policy = makePolicy(shippedPolicies.find((form) => form.policy === id) as PolicyForm);
  if (!('rowAt' in policy)) throw new Error(JSON.stringify(policy));
  return policy;
}

describe.skipIf(!existsSync(ssvc))('the official decision tables', () => {
  describe.each(tables)('%s', (id, file, rows) => {
    const official = readTable(file);
    const policy = policyOf(id);
    const nameOf = (point: string, key: string | undefined): string =>
      official.decision_points[point]?.values.find((value) => value.key === key)?.name ?? '';

    it(`has ${rows} rows`, () => {
      expect(official.mapping).toHaveLength(rows);
      expect(policy.rowAt).toHaveLength(rows);
    });

    it.each(official.mapping)('answers %o as the table does', (row) => {
      const readings = policy.inputs.map((input) => {
        const point = Object.keys(pointOf).find(
          (key) => key in row && input.kind === 'point' && pointOf[key] === input.name,
        );
        const name = nameOf(point ?? '', row[point ?? '']).toLowerCase();
        return known(name === 'public poc' ? 'poc' : name, { source: 'the table', asOf: null });
      });
      const { tier, alternatives } = decide(policy, readings);
      expect([tier.key, tier.name]).toEqual([
        row[official.outcome],
        nameOf(official.outcome, row[official.outcome]),
      ]);
      expect(alternatives).toEqual([]);
    });
  });

  it('gives the days and the evidence of BOD 26-04', () => {
    const outcomes = policyOf('bod-26-04').tiers.map(({ key, hours, evidenceFirst }) => [
      key,
      hours === null ? null : hours / 24,
      evidenceFirst,
    ]);
    expect(outcomes).toEqual([
      ['3DF', 3, true],
      ['3D', 3, false],
      ['14D', 14, false],
      ['60D', 60, false],
      ['FSU', null, false],
    ]);
  });

  it("agrees with an independent copy of CISA's tree but for two rows, which that copy exchanged", () => {
    const policy = policyOf('cisa-coordinator');
    const [, ...lines] = readFileSync(join(ssvc, 'rbp_cisa_tree_36_leaves.csv'), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(36);
    const different = lines.flatMap((line) => {
      const [, ...cells] = line.trim().split(',');
      const readings = cells
        .slice(0, 4)
        .map((cell) => known(cell.toLowerCase(), { source: '', asOf: null }));
      const { name } = decide(policy, readings).tier;
      return name === cells[4] ? [] : [`${line.trim()} is ${name}`];
    });
    expect(different).toEqual([
      '22,PoC,no,partial,high,Track is Track*',
      '24,PoC,no,partial,low,Track* is Track',
    ]);
  });
});
