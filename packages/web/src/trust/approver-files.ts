/** The public files of approvers, as people choose them. */
import { type ApproverKey, approverKey } from '@daybreak/protocol/trust';

export interface ReadFiles {
  readonly approvers: readonly ApproverKey[];
  /** Why a file was not taken, with its name. */
  readonly faults: readonly string[];
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Those that are there and those of the files; a key that is there already is not taken twice. */
export function withFiles(before: readonly ApproverKey[], files: readonly NamedText[]): ReadFiles {
  const approvers = [...before];
  const faults = files.flatMap(({ name, text }) => {
    const read = approverKey.safeParse(jsonOf(text));
    if (!read.success) return [`${name}: ${whyNot(text)}`];
    const twin = approvers.find(({ publicKey }) => publicKey === read.data.publicKey);
    if (twin !== undefined) return [`${name}: the key of ${twin.name} is there already.`];
    approvers.push(read.data);
    return [];
  });
  return { approvers, faults };
}

function whyNot(text: string): string {
  if (text.includes('PRIVATE KEY')) {
    return 'this is a private key. It stays with its owner; choose the file NAME.pub.json.';
  }
  return 'no public file of an approver. daybreak keys create makes it, as NAME.pub.json.';
}

/** Undefined for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
