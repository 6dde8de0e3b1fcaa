import { FeedError, readInstant } from '../feed/index.ts';
import type {
  CvrfDocument,
  CvrfRemediation,
  CvrfRevision,
  CvrfScore,
  CvrfThreat,
  CvrfVulnerability,
  RemediationKind,
  ThreatKind,
} from './document.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** A document while it is being read; `finishDocument` makes it a whole one. */
export interface DocumentDraft {
  id: string;
  alias: string;
  initialRelease: string;
  currentRelease: string;
  readonly products: Map<string, string>;
  readonly vulnerabilities: CvrfVulnerability[];
}

export type VulnerabilityDraft = Draft<CvrfVulnerability>;
export type ThreatDraft = Draft<CvrfThreat>;
export type RevisionDraft = Draft<CvrfRevision>;
export type ScoreDraft = Draft<CvrfScore>;
export type RemediationDraft = Draft<CvrfRemediation>;

export function draftDocument(): DocumentDraft {
  return {
    id: '',
    alias: '',
    initialRelease: '',
    currentRelease: '',
    products: new Map(),
    vulnerabilities: [],
  };
}

export function draftVulnerability(): VulnerabilityDraft {
  return {
    advisory: '',
    title: '',
    revisions: [],
    affected: [],
    threats: [],
    scores: [],
    remediations: [],
  };
}

export function draftThreat(kind: ThreatKind): ThreatDraft {
  return { kind, description: '', products: [] };
}

export function draftScore(): ScoreDraft {
  return { baseScore: '', vector: '' };
}

export function draftRevision(): RevisionDraft {
  return { date: '', description: '' };
}

export function draftRemediation(kind: RemediationKind): RemediationDraft {
  return {
    kind,
    description: '',
    subType: '',
    supersedence: '',
    fixedBuild: '',
    restartRequired: '',
    products: [],
  };
}

/** @throws FeedError `invalid` when the document has no id or no dates */
export function finishDocument(draft: DocumentDraft, source: string): CvrfDocument {
  if (draft.id === '') {
    throw new FeedError('invalid', source, 'DocumentTracking/Identification/ID', 'is missing');
  }
  return {
    ...draft,
    initialRelease: instant(draft.initialRelease, 'InitialReleaseDate', source),
    currentRelease: instant(draft.currentRelease, 'CurrentReleaseDate', source),
  };
}

function instant(text: string, field: string, source: string): string {
  const value = readInstant(text);
  if (value !== null) return value;
  throw new FeedError('invalid', source, `DocumentTracking/${field}`, `not a date: "${text}"`);
}
