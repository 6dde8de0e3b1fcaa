import type { CvrfDocument } from '../src/msrc/index.ts';

/** A small document of the update guide in XML, every path of the reader in it. */
export function cvrfXml({
  id = '2024-Jun',
  initial = '2024-06-11T07:00:00',
  current = '2024-06-13T00:00:00',
  vulnerabilities = rollupVulnerability,
} = {}): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<cvrf:cvrfdoc xmlns:cvrf="http://www.icasi.org/CVRF/schema/cvrf/1.1"
  xmlns:prod="http://www.icasi.org/CVRF/schema/prod/1.1"
  xmlns:vuln="http://www.icasi.org/CVRF/schema/vuln/1.1">
  <cvrf:DocumentTitle>June &amp; more</cvrf:DocumentTitle>
  <cvrf:DocumentTracking>
    <cvrf:Identification><cvrf:ID>${id}</cvrf:ID><cvrf:Alias>${id}</cvrf:Alias></cvrf:Identification>
    <cvrf:RevisionHistory>
      <cvrf:Revision><cvrf:Number>1</cvrf:Number><cvrf:Date>2001-01-01T00:00:00</cvrf:Date></cvrf:Revision>
    </cvrf:RevisionHistory>
    <cvrf:InitialReleaseDate>${initial}</cvrf:InitialReleaseDate>
    <cvrf:CurrentReleaseDate>${current}</cvrf:CurrentReleaseDate>
  </cvrf:DocumentTracking>
  <prod:ProductTree>
    <prod:Branch Type="Vendor" Name="Microsoft">
      <prod:Branch Type="Product Family" Name="Windows">
        <prod:FullProductName ProductID="1">Windows Server 2012 R2</prod:FullProductName>
        <prod:FullProductName ProductID="2">Internet Explorer 11 on Windows Server 2012 R2</prod:FullProductName>
      </prod:Branch>
    </prod:Branch>
    <prod:FullProductName ProductID="3" CPE="cpe:2.3:a:x">Microsoft Office for Mac</prod:FullProductName>
    <prod:FullProductName ProductID="4" CPE="cpe:2.3:a:x">azl3 kernel 6.6.92.2-1 on Azure Linux 3.0</prod:FullProductName>
  </prod:ProductTree>
  ${vulnerabilities}
</cvrf:cvrfdoc>`;
}

const rollupVulnerability = `<vuln:Vulnerability Ordinal="1">
    <vuln:Title>Flaw in &lt;parsing&gt; &#x41;</vuln:Title>
    <vuln:Notes><vuln:Note Title="Kernel" Type="Tag" Ordinal="1">Windows Kernel</vuln:Note></vuln:Notes>
    <vuln:CVE>CVE-2024-0001</vuln:CVE>
    <vuln:ProductStatuses>
      <vuln:Status Type="Known Affected">
        <vuln:ProductID>1</vuln:ProductID><vuln:ProductID>2</vuln:ProductID><vuln:ProductID>3</vuln:ProductID>
      </vuln:Status>
    </vuln:ProductStatuses>
    <vuln:Threats>
      <vuln:Threat Type="Impact"><vuln:Description>Spoofing</vuln:Description></vuln:Threat>
      <vuln:Threat Type="Severity"><vuln:Description>Critical</vuln:Description><vuln:ProductID>1</vuln:ProductID></vuln:Threat>
      <vuln:Threat Type="Exploit Status"><vuln:Description>Publicly Disclosed:No;Exploited:Yes;Latest Software Release:Exploitation More Likely;Older Software Release:Exploitation Detected;DOS:N/A</vuln:Description></vuln:Threat>
    </vuln:Threats>
    <vuln:CVSSScoreSets>
      <vuln:ScoreSet><vuln:BaseScore>7.8</vuln:BaseScore><vuln:TemporalScore>6.8</vuln:TemporalScore><vuln:Vector>CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H</vuln:Vector><vuln:ProductID>1</vuln:ProductID></vuln:ScoreSet>
      <vuln:ScoreSet><vuln:BaseScore>8.8</vuln:BaseScore><vuln:TemporalScore>7.7</vuln:TemporalScore><vuln:Vector>CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H/E:U/RL:O/RC:C</vuln:Vector><vuln:ProductID>3</vuln:ProductID></vuln:ScoreSet>
    </vuln:CVSSScoreSets>
    <vuln:Remediations>
      <vuln:Remediation Type="Vendor Fix">
        <vuln:Description>5039294</vuln:Description>
        <vuln:Supercedence>MS16-087, 5037823; 5037824&lt;br&gt;None</vuln:Supercedence>
        <vuln:ProductID>1</vuln:ProductID>
        <vuln:RestartRequired>Yes</vuln:RestartRequired>
        <vuln:SubType>Monthly Rollup</vuln:SubType>
        <vuln:FixedBuild>
          6.3.9600.22023</vuln:FixedBuild>
      </vuln:Remediation>
      <vuln:Remediation Type="Vendor Fix">
        <vuln:Description>Release Notes</vuln:Description>
        <vuln:ProductID>3</vuln:ProductID>
        <vuln:ProductID>4</vuln:ProductID>
        <vuln:ProductID>99</vuln:ProductID>
      </vuln:Remediation>
      <vuln:Remediation Type="Known Issue"><vuln:Description>5039294</vuln:Description><vuln:ProductID>1</vuln:ProductID></vuln:Remediation>
      <vuln:Remediation Type="Workaround"><vuln:Description>Do not</vuln:Description></vuln:Remediation>
    </vuln:Remediations>
    <cvrf:RevisionHistory>
      <cvrf:Revision><cvrf:Number>2</cvrf:Number><cvrf:Date>2024-06-12T07:00:00</cvrf:Date><cvrf:Description>&lt;p&gt;Corrected a link.&lt;/p&gt;</cvrf:Description></cvrf:Revision>
      <cvrf:Revision><cvrf:Number>1</cvrf:Number><cvrf:Date>2024-06-11T07:00:00</cvrf:Date></cvrf:Revision>
    </cvrf:RevisionHistory>
  </vuln:Vulnerability>`;

/** How a form of the API writes the types. */
export interface TypeNames {
  readonly threats: Readonly<Record<string, string | number>>;
  readonly remediations: Readonly<Record<string, string | number>>;
  score(text: string): string | number;
}

export const numberedTypes: TypeNames = {
  threats: { impact: 0, 'exploit-status': 1, severity: 3, other: 2 },
  remediations: { fix: 2, 'known-issue': 5, other: 0 },
  score: Number,
};

export const namedTypes: TypeNames = {
  threats: {
    impact: 'Impact',
    'exploit-status': 'ExploitStatus',
    severity: 'Severity',
    other: 'x',
  },
  remediations: { fix: 'VendorFix', 'known-issue': 'KnownIssue', other: 'Workaround' },
  score: String,
};

/** The document as the API's JSON form would give it. */
export function cvrfJson(document: CvrfDocument, types: TypeNames = numberedTypes): unknown {
  const wrap = (text: string) => ({ Value: text === '' ? null : text });
  return {
    DocumentTitle: { Value: 'Title' },
    DocumentTracking: {
      Identification: { ID: wrap(document.id), Alias: wrap(document.alias) },
      InitialReleaseDate: `${document.initialRelease}Z`,
      CurrentReleaseDate: document.currentRelease,
    },
    ProductTree: {
      Branch: [
        {
          Type: 0,
          Name: 'Microsoft',
          Items: [
            {
              Type: 1,
              Items: [...document.products].map(([ProductID, Value]) => ({ ProductID, Value })),
            },
          ],
        },
      ],
      FullProductName: [...document.products].map(([ProductID, Value]) => ({ ProductID, Value })),
    },
    Vulnerability: document.vulnerabilities.map((vulnerability) => ({
      CVE: vulnerability.advisory,
      Title: wrap(vulnerability.title),
      RevisionHistory: vulnerability.revisions.map(({ date, description }) => ({
        Number: '1',
        Date: date,
        Description: { Value: description },
      })),
      ProductStatuses: [{ Type: 3, ProductID: vulnerability.affected }],
      Threats: vulnerability.threats.map(({ kind, description, products }) => ({
        Type: types.threats[kind],
        Description: wrap(description),
        ProductID: products.length === 0 ? null : products,
      })),
      CVSSScoreSets: vulnerability.scores.map(({ baseScore, vector }) => ({
        BaseScore: types.score(baseScore),
        TemporalScore: 0,
        Vector: vector,
        ProductID: ['1'],
      })),
      Remediations: vulnerability.remediations.map((remediation) => ({
        Type: types.remediations[remediation.kind],
        Description: wrap(remediation.description),
        SubType: remediation.subType,
        Supercedence: remediation.supersedence,
        FixedBuild: remediation.fixedBuild === '' ? null : remediation.fixedBuild,
        RestartRequired: wrap(remediation.restartRequired),
        ProductID: remediation.products,
      })),
    })),
  };
}
