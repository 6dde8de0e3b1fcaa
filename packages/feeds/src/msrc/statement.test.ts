import type { VendorStatement } from '@daybreak/core/threat';
import { describe, expect, it } from 'vitest';
import { cvrfXml } from '../../tests/cvrf.ts';
import { DropCounter } from '../feed/index.ts';
import { documentName, emitRows, readCvrf } from './index.ts';

function statementsOf(xml: string) {
  const document = readCvrf(Buffer.from(xml), 'x.xml');
  const drops = new DropCounter();
  const said: { statement: VendorStatement; asOf: string }[] = [];
  const sink = {
    fix: () => undefined,
    statement: (statement: VendorStatement, asOf: string) => said.push({ statement, asOf }),
  };
  emitRows(document, documentName(document, 'x.xml'), sink, drops);
  return { said, drops: drops.list() };
}

const [scoreLow, scoreHigh] = ['<vuln:BaseScore>7.8<', '<vuln:BaseScore>8.8<'];
const status =
  'Publicly Disclosed:No;Exploited:Yes;Latest Software Release:Exploitation More Likely;' +
  'Older Software Release:Exploitation Detected;DOS:N/A';

describe('what a document says of a vulnerability', () => {
  it('is one statement, of all products together', () => {
    const { said } = statementsOf(cvrfXml());
    expect(said).toEqual([
      {
        statement: {
          advisory: 'CVE-2024-0001',
          source: 'Microsoft, 2024-Jun',
          published: '2024-06-11',
          title: 'Flaw in <parsing> A',
          severity: 'Critical',
          impact: 'Spoofing',
          exploited: true,
          exploitedSince: null,
          disclosed: false,
          exploitability: 'more likely',
          cvss: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H/E:U/RL:O/RC:C',
          cvssScore: 8.8,
          wormable: null,
        },
        asOf: '2024-06-12',
      },
    ]);
  });

  it.each([
    ['DOS:N/A', { exploited: null, disclosed: null, exploitability: null }],
    ['', { exploited: null, disclosed: null, exploitability: null }],
    ['Exploited:No;Latest Software Release:N/A', { exploited: false, exploitability: null }],
    ['Latest Software Release:Exploitation Detected', { exploitability: 'detected' }],
    ['Publicly Disclosed: Yes ; Exploited:No;', { exploited: false, disclosed: true }],
    ['Older Software Release:Exploitation More Likely', { exploitability: null }],
  ])('%s is read so', (text, facts) => {
    const { said, drops } = statementsOf(cvrfXml().replace(status, text));
    expect(said[0]?.statement).toMatchObject(facts);
    expect(drops.map(({ reason }) => reason)).not.toContain('word for exploitation not known');
  });

  it('is the most urgent, where several threats say it', () => {
    const threat = (text: string) =>
      `<vuln:Threat Type="Exploit Status"><vuln:Description>${text}</vuln:Description></vuln:Threat>`;
    const several = ['Less Likely', 'More Likely', 'Unlikely']
      .map((word) => threat(`Exploited:No;Latest Software Release:Exploitation ${word}`))
      .join('');
    const xml = cvrfXml().replace(threat(status), several);
    expect(statementsOf(xml).said[0]?.statement).toMatchObject({
      exploited: false,
      exploitability: 'more likely',
    });
  });

  it('counts a word for exploitation that it does not know, and makes nothing of it', () => {
    const xml = cvrfXml().replace('Exploitation More Likely', 'Exploitation Conceivable');
    const { said, drops } = statementsOf(xml);
    expect(said[0]?.statement.exploitability).toBeNull();
    expect(drops).toContainEqual({
      reason: 'word for exploitation not known',
      count: 1,
      example: '2024-Jun: CVE-2024-0001 latest software release: exploitation conceivable',
    });
  });

  it.each(['', '11', '-1', 'high'])('passes over and counts a score of "%s"', (score) => {
    const xml = cvrfXml().replace(scoreHigh, `<vuln:BaseScore>${score}<`);
    const { said, drops } = statementsOf(xml);
    expect(said[0]?.statement.cvssScore).toBe(7.8);
    expect(drops.map(({ reason }) => reason)).toContain('CVSS score that cannot be read');
  });

  const revised = (words: string, old = 'Corrected a link.') =>
    statementsOf(cvrfXml().replace(old, words)).said[0]?.statement.exploitedSince;

  it.each([
    'Corrected Active Attack entry to Yes. When this information was originally released, Microsoft was aware',
    'Updated CVE to correct exploit status. This is an informational update only.',
    'Added an acknowledgement and changed the Exploited flag to Yes.',
    'Updated the Exploited flag and Exploitability Assessment to indicate that Microsoft was aware of exploitation of this vulnerability.',
    'Updated the Exploitability Index to 0 - Exploitation Detected and Exploited to &lt;br&gt; Yes.',
  ])('tells since when it is marked as exploited: %s', (words) => {
    expect(revised(words)).toBe('2024-06-12');
  });

  it.each([
    'Revised to update the Exploitability Index to 0 - Exploitation Detected.',
    'Mistakenly updated exploited flag and exploitability assessment to indicate exploitation existed. Reverting values to no.',
    'Added FAQ to explain how an attacker could exploit this.',
  ])('tells nothing of that mark: %s', (words) => {
    expect(revised(words)).toBeNull();
  });

  it('has no such day where it is not marked, or was from the start', () => {
    const words = 'Updated CVE to correct exploit status.';
    const unmarked = cvrfXml().replace('Corrected a link.', words).replace(status, 'Exploited:No');
    expect(statementsOf(unmarked).said[0]?.statement.exploitedSince).toBeNull();
    const sameDay = cvrfXml().replace('Corrected a link.', words).replace('06-12T07', '06-11T09');
    expect(statementsOf(sameDay).said[0]?.statement.exploitedSince).toBeNull();
  });

  it('has no score where the document gives none', () => {
    const xml = cvrfXml().replace(/<vuln:CVSSScoreSets>[\s\S]*<\/vuln:CVSSScoreSets>/, '');
    expect(xml).not.toContain(scoreLow);
    expect(statementsOf(xml).said[0]?.statement).toMatchObject({ cvss: '', cvssScore: null });
  });

  it('is nothing where the vulnerability has no name', () => {
    expect(statementsOf(cvrfXml().replace('>CVE-2024-0001<', '>CVE-<')).said).toEqual([]);
  });
});
