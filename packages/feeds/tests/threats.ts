/** Small documents of the feeds about attacks. */

export interface KevEntryFields {
  readonly cveID: string;
  readonly dateAdded: string;
  readonly dueDate?: string;
  readonly knownRansomwareCampaignUse?: string;
}

/** A catalogue of a version like `2026.08.07`. */
export function kevJson(version: string, ...vulnerabilities: readonly KevEntryFields[]): string {
  const count = vulnerabilities.length;
  return JSON.stringify({ title: 'Catalogue', catalogVersion: version, count, vulnerabilities });
}

/** Scores of a day; rows like `CVE-2024-0001,0.5,0.9`. */
export function epssCsv(day: string, ...rows: readonly string[]): string {
  const head = `#model_version:v2025.03.14,score_date:${day}T12:55:00Z`;
  return `${[head, 'cve,epss,percentile', ...rows].join('\n')}\n`;
}

/** A table of SSVC points; rows like `CVE-2024-0001,active,no,total,2024-06-12T01:02:03.4Z`. */
export function ssvcCsv(...rows: readonly string[]): string {
  const header = 'cve,exploitation,automatable,technical_impact,ssvc_timestamp';
  return `${[header, ...rows].join('\n')}\n`;
}

/** A CVE record into which CISA put these options. */
export function cveRecord(
  cveId: string,
  options: readonly object[],
  timestamp = '2024-06-12T13:15:23.943647Z',
): string {
  const other = { type: 'ssvc', content: { id: cveId, options, timestamp } };
  const adp = [
    { title: 'CVE Program Container', providerMetadata: { shortName: 'CVE' } },
    { metrics: [{ other }], providerMetadata: { shortName: 'CISA-ADP' } },
  ];
  return JSON.stringify({ dataType: 'CVE_RECORD', containers: { adp }, cveMetadata: { cveId } });
}
