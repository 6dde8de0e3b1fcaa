import { remediationKind, threatKind } from './document.ts';
import {
  type DocumentDraft,
  draftDocument,
  draftRemediation,
  draftRevision,
  draftScore,
  draftThreat,
  draftVulnerability,
  type RemediationDraft,
  type RevisionDraft,
  type ScoreDraft,
  type ThreatDraft,
  type VulnerabilityDraft,
} from './draft.ts';

/** The parts that are open at this point of the document. */
export interface Reading {
  readonly document: DocumentDraft;
  vulnerability: VulnerabilityDraft;
  threat: ThreatDraft;
  score: ScoreDraft;
  revision: RevisionDraft;
  remediation: RemediationDraft;
  productId: string;
}

export function startReading(): Reading {
  return {
    document: draftDocument(),
    vulnerability: draftVulnerability(),
    threat: draftThreat('other'),
    score: draftScore(),
    revision: draftRevision(),
    remediation: draftRemediation('other'),
    productId: '',
  };
}

/** What to do where an element begins, by its name. */
export const begin: Readonly<
  Record<string, (reading: Reading, attributes: Readonly<Record<string, string>>) => void>
> = {
  FullProductName(reading, attributes) {
    reading.productId = attributes['ProductID'] ?? '';
  },
  Vulnerability(reading) {
    reading.vulnerability = draftVulnerability();
    reading.document.vulnerabilities.push(reading.vulnerability);
  },
  Threat(reading, attributes) {
    reading.threat = draftThreat(threatKind(attributes['Type'] ?? ''));
    reading.vulnerability.threats.push(reading.threat);
  },
  Revision(reading) {
    // The document's own revisions come before any vulnerability, so that they land in no one's list.
    reading.revision = draftRevision();
    reading.vulnerability.revisions.push(reading.revision);
  },
  ScoreSet(reading) {
    reading.score = draftScore();
    reading.vulnerability.scores.push(reading.score);
  },
  Remediation(reading, attributes) {
    reading.remediation = draftRemediation(remediationKind(attributes['Type'] ?? ''));
    reading.vulnerability.remediations.push(reading.remediation);
  },
};

/** Takes the text of an element that has ended, trimmed. */
export type TakeText = (reading: Reading, text: string) => void;

/** What to do with an element's text, by the names of its parent and itself. */
export const take: Readonly<Record<string, Readonly<Record<string, TakeText>>>> = {
  Identification: {
    ID: ({ document }, text) => {
      document.id = text;
    },
    Alias: ({ document }, text) => {
      document.alias = text;
    },
  },
  DocumentTracking: {
    InitialReleaseDate: ({ document }, text) => {
      document.initialRelease = text;
    },
    CurrentReleaseDate: ({ document }, text) => {
      document.currentRelease = text;
    },
  },
  Branch: {
    FullProductName: takeProduct,
  },
  ProductTree: {
    FullProductName: takeProduct,
  },
  Vulnerability: {
    Title: ({ vulnerability }, text) => {
      vulnerability.title = text;
    },
    CVE: ({ vulnerability }, text) => {
      vulnerability.advisory = text;
    },
  },
  Revision: {
    Date: ({ revision }, text) => {
      revision.date = text;
    },
    Description: ({ revision }, text) => {
      revision.description = text;
    },
  },
  Status: {
    ProductID: ({ vulnerability }, text) => {
      vulnerability.affected.push(text);
    },
  },
  Threat: {
    Description: ({ threat }, text) => {
      threat.description = text;
    },
    ProductID: ({ threat }, text) => {
      threat.products.push(text);
    },
  },
  ScoreSet: {
    BaseScore: ({ score }, text) => {
      score.baseScore = text;
    },
    Vector: ({ score }, text) => {
      score.vector = text;
    },
  },
  Remediation: {
    Description: ({ remediation }, text) => {
      remediation.description = text;
    },
    SubType: ({ remediation }, text) => {
      remediation.subType = text;
    },
    Supercedence: ({ remediation }, text) => {
      remediation.supersedence = `${remediation.supersedence} ${text}`.trim();
    },
    FixedBuild: ({ remediation }, text) => {
      remediation.fixedBuild = text;
    },
    RestartRequired: ({ remediation }, text) => {
      remediation.restartRequired = text;
    },
    ProductID: ({ remediation }, text) => {
      remediation.products.push(text);
    },
  },
};

function takeProduct({ document, productId }: Reading, text: string): void {
  document.products.set(productId, text);
}
