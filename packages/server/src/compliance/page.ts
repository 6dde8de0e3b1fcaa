/** Hosts with their answers: a page of them, or all as lines of a file. */

import type { Directive } from '@daybreak/core/directive';
import type {
  ComplianceHosts,
  ComplianceHostsQuery,
  ComplianceQuery,
} from '@daybreak/protocol/compliance';
import { textUpTo } from '@daybreak/protocol/text';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { instantOf } from './as-of.ts';
import { csvHead, csvRow } from './csv-rows.ts';
import { allHosts, hostsInStates } from './hosts.ts';
import { type JudgedHost, Proof } from './proof.ts';
import { shownHost } from './view.ts';

export async function complianceHostsWith(
  context: ServerContext,
  directive: Directive,
  query: ComplianceHostsQuery,
): Promise<ComplianceHosts> {
  const { limit, states } = query;
  const after = decodeCursor(position, query.cursor);
  const { proof } = await proofOf(context, directive, query);
  const found: JudgedHost[] = [];
  const batches =
    states === undefined ? allHosts(proof, after) : hostsInStates(proof, states, after);
  for await (const batch of batches) {
    found.push(...batch);
    if (found.length > limit) break;
  }
  const hosts = found.slice(0, limit);
  const last = found.length > limit ? hosts.at(-1) : undefined;
  return { hosts: hosts.map(shownHost), next: last === undefined ? null : cursorAt(last) };
}

/** Chunks of a CSV file with every host. */
export async function* complianceCsv(
  context: ServerContext,
  directive: Directive,
  query: ComplianceQuery,
): AsyncGenerator<string> {
  const { proof, atMs } = await proofOf(context, directive, query);
  const terms = proof.compliances[0]?.order?.terms;
  const facts = {
    asOf: new Date(atMs).toISOString(),
    madeAt: context.now().toISOString(),
    version: context.version,
    directive: terms === undefined ? directive.id : `${terms.authority}: ${terms.title}`,
  };
  yield csvHead();
  for await (const batch of allHosts(proof)) {
    yield batch.map((one) => csvRow(shownHost(one), facts)).join('');
  }
}

async function proofOf(
  context: ServerContext,
  directive: Directive,
  { asOf, knowing }: ComplianceQuery,
): Promise<{ readonly proof: Proof; readonly atMs: number }> {
  const atMs = instantOf(asOf, directive.zone, context.now().getTime());
  const proof = await Proof.prepare(context, { directives: [directive], atMs, knowing });
  return { proof, atMs };
}

const position = z.object({ key: textUpTo(300), id: z.uuid() });

function cursorAt({ host: { key, id } }: JudgedHost): string {
  return encodeCursor({ key, id });
}
