import { z } from 'zod';
import { firstIssue } from '../feed/index.ts';
import { type CvrfDocument, remediationKind, threatKind } from './document.ts';
import { finishDocument } from './draft.ts';

/** The JSON form wraps most texts: `{ "Value": "2024-Jun" }`, null where there is none. */
const text = z
  .object({ Value: z.string().nullish() })
  .nullish()
  .transform((wrapped) => wrapped?.Value?.trim() ?? '');
const plain = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '');
const type = z.union([z.string(), z.number()]);
const ids = list(z.string());

const product = z.object({ ProductID: z.string(), Value: plain });

interface Branch {
  readonly Items?: readonly (Branch | z.output<typeof product>)[] | null | undefined;
}

/** Branches nest: maker, product family, product. */
const branch: z.ZodType<Branch> = z.object({
  Items: z.lazy(() => z.array(z.union([product, branch]))).nullish(),
});

const threat = z.object({ Type: type, Description: text, ProductID: ids }).transform((read) => ({
  kind: threatKind(read.Type),
  description: read.Description,
  products: read.ProductID,
}));

/** One version of the API writes scores as numbers, the other as text. */
const scoreSet = z
  .object({ BaseScore: z.union([z.number(), z.string()]).nullish(), Vector: plain })
  .transform((read) => ({ baseScore: String(read.BaseScore ?? '').trim(), vector: read.Vector }));

const remediation = z
  .object({
    Type: type,
    Description: text,
    SubType: plain,
    Supercedence: plain,
    FixedBuild: plain,
    RestartRequired: text,
    ProductID: ids,
  })
  .transform((read) => ({
    kind: remediationKind(read.Type),
    description: read.Description,
    subType: read.SubType,
    supersedence: read.Supercedence,
    fixedBuild: read.FixedBuild,
    restartRequired: read.RestartRequired,
    products: read.ProductID,
  }));

const revision = z
  .object({ Date: z.string(), Description: text })
  .transform((read) => ({ date: read.Date, description: read.Description }));

const vulnerability = z
  .object({
    CVE: plain,
    Title: text,
    RevisionHistory: list(revision),
    ProductStatuses: list(z.object({ ProductID: ids })),
    Threats: list(threat),
    CVSSScoreSets: list(scoreSet),
    Remediations: list(remediation),
  })
  .transform((read) => ({
    advisory: read.CVE,
    title: read.Title,
    revisions: read.RevisionHistory,
    affected: read.ProductStatuses.flatMap((status) => status.ProductID),
    threats: read.Threats,
    scores: read.CVSSScoreSets,
    remediations: read.Remediations,
  }));

const schema = z.object({
  DocumentTracking: z.object({
    Identification: z.object({ ID: text, Alias: text }),
    InitialReleaseDate: z.string(),
    CurrentReleaseDate: z.string(),
  }),
  ProductTree: z.object({ Branch: list(branch), FullProductName: list(product) }).nullish(),
  Vulnerability: list(vulnerability),
});

/**
 * Reads the JSON form, of version 2 or 3 of the API.
 * @throws FeedError `invalid` with the path of the first wrong field
 */
export function readCvrfJson(value: unknown, source: string): CvrfDocument {
  const result = schema.safeParse(value);
  if (!result.success) throw firstIssue(result.error, source);
  const { DocumentTracking: tracking, ProductTree: tree, Vulnerability } = result.data;
  const products = new Map<string, string>();
  for (const item of tree?.Branch ?? []) collectProducts(item, products);
  for (const item of tree?.FullProductName ?? []) products.set(item.ProductID, item.Value);
  return finishDocument(
    {
      id: tracking.Identification.ID,
      alias: tracking.Identification.Alias,
      initialRelease: tracking.InitialReleaseDate,
      currentRelease: tracking.CurrentReleaseDate,
      products,
      vulnerabilities: Vulnerability,
    },
    source,
  );
}

function collectProducts(
  item: Branch | z.output<typeof product>,
  products: Map<string, string>,
): void {
  if ('ProductID' in item) products.set(item.ProductID, item.Value);
  else for (const inner of item.Items ?? []) collectProducts(inner, products);
}

/** A list that may be left out or null. */
function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}
