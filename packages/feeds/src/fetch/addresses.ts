/** Where the feeds are published. Anyone with a mirror names it instead. */
export interface FeedAddresses {
  /** Base of the API: `/updates` lists the documents, `/cvrf/<id>` is one. */
  readonly msrc: string;
  /** A zip archive. */
  readonly definitions: string;
  /** A JSON document. */
  readonly kev: string;
  /** A table, packed with gzip: the scores of the day. */
  readonly epss: string;
  /** A zip archive of CVE records. */
  readonly vulnrichment: string;
}

export const publicAddresses: FeedAddresses = {
  msrc: 'https://api.msrc.microsoft.com/cvrf/v3.0',
  definitions: 'https://raw.githubusercontent.com/bitsadmin/wesng/master/definitions.zip',
  kev: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
  epss: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
  vulnrichment: 'https://github.com/cisagov/vulnrichment/archive/refs/heads/develop.zip',
};
